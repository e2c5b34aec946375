import type { NewTypedText, TypedTextStore } from "@/server/database/typed-text-store";
import type { UserStore } from "@/server/database/user-store";
import type { UserActor } from "../context";
import type { Secrets } from "../secrets/secrets";
import { typedPlace } from "./typed-place";

/** Typed by one person on one console within a second. */
export interface TypedBatch {
  /** Of the host's output when the first byte was typed. */
  readonly offset: number;
  readonly at: Date;
  readonly bytes: Buffer;
}

/** Takes what a person typed. Never throws and never blocks: whoever types is not to notice. */
export type KeepTyped = (batch: TypedBatch) => void;

export interface TypedKeeperDeps {
  readonly typedTexts: Pick<TypedTextStore, "insert">;
  readonly users: Pick<UserStore, "find">;
  readonly secrets: Secrets;
  /** What is typed on this host is not kept although it should be: `error` says why; null when it is again. Told when it changes. */
  readonly onAlarm: (hostId: string, error: unknown) => void;
}

/** Batches on their way to the database, 4 KiB at most each; a database that does not answer gets no more. */
const MOST_WAITING = 256;

/** Keeps what people type whose account says so: sealed before it leaves this file. */
export class TypedKeeper {
  private readonly waiting = new Set<Promise<void>>();
  /** By host: what was sent to the database last, while it is on its way. */
  private readonly last = new Map<string, Promise<void>>();
  private readonly failing = new Set<string>();

  constructor(private readonly deps: TypedKeeperDeps) {}

  /** Null when what this person types is not to be kept. */
  async keeperOf({ id, email }: UserActor, hostId: string): Promise<KeepTyped | null> {
    const user = await this.deps.users.find(id);
    return user?.keepTyping ? (batch) => this.keep(hostId, email, batch) : null;
  }

  /** When everything on its way is written, or cannot be. */
  async settled(): Promise<void> {
    await Promise.all(this.waiting);
  }

  private keep(hostId: string, typist: string, batch: TypedBatch): void {
    try {
      if (this.waiting.size >= MOST_WAITING)
        throw new Error("The database does not keep up with what is typed");
      this.write(this.seal(hostId, typist, batch));
    } catch (error) {
      this.failed(hostId, error);
    }
  }

  private seal(hostId: string, typist: string, { offset, at, bytes }: TypedBatch): NewTypedText {
    const place = { hostId, offset, at, typist, bytes: bytes.length };
    return { ...place, ...this.deps.secrets.sealBytes(typedPlace(place), bytes) };
  }

  private write(row: NewTypedText): void {
    const { hostId } = row;
    // One after the other: rows are read in the order in which they were written.
    const before = this.last.get(hostId) ?? Promise.resolve();
    // A host that was removed meanwhile takes along what was typed there.
    const writing = before
      .then(() => this.deps.typedTexts.insert(row))
      .then(
        () => this.worked(hostId),
        (error: unknown) => this.failed(hostId, error),
      )
      .finally(() => {
        this.waiting.delete(writing);
        if (this.last.get(hostId) === writing) this.last.delete(hostId);
      });
    this.last.set(hostId, writing);
    this.waiting.add(writing);
  }

  private worked(hostId: string): void {
    if (this.failing.delete(hostId)) this.deps.onAlarm(hostId, null);
  }

  private failed(hostId: string, error: unknown): void {
    if (this.failing.has(hostId)) return;
    this.failing.add(hostId);
    this.deps.onAlarm(hostId, error);
  }
}
