import type { ConsolePolicy } from "@/lib/contracts/recording";
import type { TypedTextStore } from "@/server/database/typed-text-store";
import type { RecordingClock } from "@/server/recording/recording-clock";

export interface TypedRetentionDeps {
  readonly typedTexts: Pick<TypedTextStore, "hosts" | "removeBefore">;
  /** Null while it is not known: then nothing is removed. */
  readonly policyOf: (hostId: string) => Pick<ConsolePolicy, "keepDays"> | null;
  readonly clock: RecordingClock;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

const EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Removes what was typed when it is as old as the host's recording may be. */
export class TypedRetention {
  private timer: { readonly timer: unknown } | null = null;

  constructor(private readonly deps: TypedRetentionDeps) {}

  /** Now, and once an hour. */
  start(): void {
    this.tidy().catch(this.deps.onError);
    this.timer = this.deps.clock.setTimeout(() => this.start(), EVERY_MS);
  }

  stop(): void {
    if (this.timer !== null) this.deps.clock.clearTimeout(this.timer);
  }

  async tidy(): Promise<void> {
    const { typedTexts, policyOf, now } = this.deps;
    for (const hostId of await typedTexts.hosts()) {
      const policy = policyOf(hostId);
      if (policy === null) continue;
      await typedTexts.removeBefore(hostId, new Date(now().getTime() - policy.keepDays * DAY_MS));
    }
  }
}
