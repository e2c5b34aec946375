import type { ConsoleServerMessage, Viewer } from "@/lib/contracts/console";
import type { KeepTyped } from "@/server/services/consoles/typed-keeper";
import type { HubClock } from "./hub-clock";
import type { Typist } from "./keyboard";
import { TokenBucket } from "./token-bucket";
import type { Typing } from "./typing-account";
import type { ConsoleAuditAction, Refusal, ViewerRequest } from "./viewer";
import type { ViewerFeed } from "./viewer-feed";

export interface MemberOptions {
  readonly clock: HubClock;
  readonly feed: ViewerFeed;
  readonly since: string;
  readonly onError: (error: unknown) => void;
}

const INPUT_BYTES_PER_SECOND = 64 * 1024;
/** While somebody types the others are told so anew this often. */
const TELL_TYPING_MS = 10_000;

/** A viewer who is attached. */
export class Member implements Typist, Typing {
  readonly bucket: TokenBucket;
  private typedAt: Date | null = null;
  private toldTyping = Number.NEGATIVE_INFINITY;

  constructor(
    readonly request: ViewerRequest,
    private readonly options: MemberOptions,
  ) {
    this.bucket = new TokenBucket(options.clock, INPUT_BYTES_PER_SECOND, INPUT_BYTES_PER_SECOND);
  }

  get feed(): ViewerFeed {
    return this.options.feed;
  }

  get id(): string {
    return this.request.id;
  }

  get name(): string {
    return this.request.name;
  }

  get canWrite(): boolean {
    return this.request.canWrite;
  }

  /** Is given the keyboard when nobody has it. */
  get wantsKeyboard(): boolean {
    return this.request.canWrite && this.request.looks !== true;
  }

  get keepTyped(): KeepTyped | null {
    return this.request.keepTyped ?? null;
  }

  get view(): Omit<Viewer, "writer" | "you" | "asking"> {
    const { id, name, canWrite, terminal } = this.request;
    const typedAt = this.typedAt?.toISOString() ?? null;
    return { id, name, canWrite, terminal, since: this.options.since, typedAt };
  }

  tell(message: ConsoleServerMessage): void {
    this.feed.message(message);
  }

  refuse(reason: Refusal): void {
    this.tell({ type: "refused", reason });
  }

  /** True when it is time to tell the others. */
  typed(at: Date): boolean {
    this.typedAt = at;
    const now = this.options.clock.now();
    if (now - this.toldTyping < TELL_TYPING_MS) return false;
    this.toldTyping = now;
    return true;
  }

  async audit(action: ConsoleAuditAction, detail: string): Promise<boolean> {
    try {
      await this.request.audit(action, detail);
      return true;
    } catch (error) {
      this.options.onError(error);
      return false;
    }
  }

  /** Of what has happened already. */
  note(action: ConsoleAuditAction, detail: string): void {
    void this.audit(action, detail);
  }
}
