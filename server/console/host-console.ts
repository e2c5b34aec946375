import {
  CONSOLE_REPLAY_BYTES,
  type ConsoleServerMessage,
  type ConsoleState,
  type Viewer,
} from "@/lib/contracts/console";
import { ConsoleLink, type ConsoleLinkOptions } from "./console-link";
import { Alarm } from "./hub-clock";
import { OutputHistory } from "./output-history";
import { TokenBucket } from "./token-bucket";
import { type ViewerConnection, type ViewerEnd, ViewerFeed } from "./viewer-feed";

export type ConsoleAuditAction = "open" | "close" | "take-over" | "claim" | "break";

/** Somebody who wants to watch, and perhaps type. */
export interface ViewerRequest {
  readonly id: string;
  /** As the other viewers see it. */
  readonly name: string;
  readonly canWrite: boolean;
  readonly connection: ViewerConnection;
  /** Commits to the audit before the action is done; a rejection forbids it. */
  audit(action: ConsoleAuditAction): Promise<void>;
}

/** What an attached viewer can do. Everything forbidden or impossible is answered with a `refused` message. */
export interface AttachedViewer {
  /** At most 4096 bytes. */
  type(bytes: Uint8Array): void;
  sendBreak(): Promise<void>;
  claimWriter(): Promise<void>;
  takeOver(): Promise<void>;
  reconnect(): void;
  detach(): void;
}

export interface HostConsoleOptions extends ConsoleLinkOptions {
  /** Called with what went wrong behind a viewer's back, for the log. */
  readonly onError: (error: unknown) => void;
  /** The console is closed and nobody watches. */
  readonly onIdle: () => void;
}

export const MAX_INPUT_FRAME_BYTES = 4096;
const INPUT_BYTES_PER_SECOND = 64 * 1024;
/** Typed and not yet acknowledged by the BMC. */
const MAX_PENDING_BYTES = 256 * 1024;
/** So long the stream outlives its last viewer: reloading a tab does not open it anew. */
const LINGER_MS = 30_000;

interface Member {
  readonly since: string;
  readonly request: ViewerRequest;
  readonly feed: ViewerFeed;
  readonly bucket: TokenBucket;
}

type Refusal = Extract<ConsoleServerMessage, { type: "refused" }>["reason"];

/** One host's console: one serial stream, one history, many viewers, one of whom types. */
export class HostConsole {
  private readonly history = new OutputHistory(CONSOLE_REPLAY_BYTES);
  private readonly link: ConsoleLink;
  private readonly members = new Map<string, Member>();
  private readonly linger: Alarm;
  private writer: Member | null = null;
  private pendingBytes = 0;
  private attaching = 0;
  private closed: ViewerEnd | null = null;

  constructor(private readonly options: HostConsoleOptions) {
    this.linger = new Alarm(options.clock);
    this.link = new ConsoleLink(options, {
      state: (state) => this.tellState(state),
      data: (bytes) => {
        this.history.append(bytes);
        this.feedAll();
      },
      mark: (reason) => {
        this.history.mark({
          offset: this.history.end,
          at: options.date().toISOString(),
          kind: reason,
          text: "",
          bytes: null,
        });
        this.feedAll();
      },
      inputUncertain: (bytes) => this.tellAll({ type: "input-uncertain", bytes }),
    });
  }

  get isIdle(): boolean {
    return this.members.size === 0 && this.attaching === 0 && !this.linger.isSet;
  }

  /** Rejects when the audit does; then nobody was attached. */
  async attach(request: ViewerRequest): Promise<AttachedViewer> {
    this.attaching += 1;
    await request.audit("open").finally(() => {
      this.attaching -= 1;
    });
    return this.admit(request);
  }

  expectLinkDrop(): void {
    this.link.expectDrop();
  }

  /** Closes the stream and sends everybody away. */
  async close(reason: ViewerEnd): Promise<void> {
    this.closed = reason;
    const members = [...this.members.values()];
    this.members.clear();
    for (const member of members) {
      member.feed.stop();
      member.request.audit("close").catch(this.options.onError);
      member.request.connection.close(reason);
    }
    this.writer = null;
    this.linger.clear();
    await this.link.close();
  }

  private admit(request: ViewerRequest): AttachedViewer {
    const { clock } = this.options;
    const member: Member = {
      since: this.options.date().toISOString(),
      request,
      feed: new ViewerFeed(request.connection, this.history, clock),
      bucket: new TokenBucket(clock, INPUT_BYTES_PER_SECOND, INPUT_BYTES_PER_SECOND),
    };
    if (this.closed !== null) {
      request.connection.close(this.closed);
      return this.handle(member);
    }
    this.members.set(request.id, member);
    this.linger.clear();
    if (this.writer === null && request.canWrite) this.writer = member;
    member.feed.message({
      type: "hello",
      viewerId: request.id,
      canWrite: request.canWrite,
      from: this.history.start,
      replayUntil: this.history.end,
    });
    member.feed.message({ type: "state", console: this.link.snapshot });
    this.tellViewers();
    member.feed.pump();
    this.link.start();
    return this.handle(member);
  }

  private handle(member: Member): AttachedViewer {
    return {
      type: (bytes) => this.type(member, bytes),
      sendBreak: () => this.sendBreak(member),
      claimWriter: () => this.audited(member, "claim", () => this.setWriter(member)),
      takeOver: () => this.audited(member, "take-over", () => this.link.takeOver()),
      reconnect: () => this.reconnect(member),
      detach: () => this.detach(member),
    };
  }

  private type(member: Member, bytes: Uint8Array): void {
    const tooMuch = () =>
      bytes.length > MAX_INPUT_FRAME_BYTES ||
      this.pendingBytes + bytes.length > MAX_PENDING_BYTES ||
      !member.bucket.take(bytes.length);
    const refusal = this.refusalToType(member) ?? (tooMuch() ? "too-fast" : null);
    if (refusal !== null) {
      refuse(member, refusal);
      return;
    }
    this.pendingBytes += bytes.length;
    this.link
      .type(bytes)
      .catch(() => refuse(member, "not-open"))
      .finally(() => {
        this.pendingBytes -= bytes.length;
      });
  }

  private async sendBreak(member: Member): Promise<void> {
    const refusal = this.refusalToType(member);
    if (refusal !== null) {
      refuse(member, refusal);
      return;
    }
    await this.audited(member, "break", () => {
      this.link.sendBreak().catch(() => refuse(member, "not-open"));
    });
  }

  private refusalToType(member: Member): Refusal | null {
    if (!member.request.canWrite) return "not-allowed";
    if (this.writer !== member) return "not-writer";
    return this.link.isOpen ? null : "not-open";
  }

  /** A refused login is tried again only at the word of somebody who may type: attempts lock accounts. */
  private reconnect(member: Member): void {
    if (this.link.snapshot.state === "failed" && !member.request.canWrite) refuse(member, "not-allowed");
    else this.link.reconnect();
  }

  private async audited(member: Member, action: ConsoleAuditAction, act: () => void): Promise<void> {
    if (!member.request.canWrite) {
      refuse(member, "not-allowed");
      return;
    }
    try {
      await member.request.audit(action);
    } catch (error) {
      this.options.onError(error);
      refuse(member, "not-allowed");
      return;
    }
    if (this.members.has(member.request.id)) act();
  }

  private setWriter(member: Member): void {
    this.writer = member;
    this.tellViewers();
  }

  private detach(member: Member): void {
    if (!this.members.delete(member.request.id)) return;
    member.feed.stop();
    member.request.audit("close").catch(this.options.onError);
    if (this.writer === member) {
      this.writer = [...this.members.values()].find(({ request }) => request.canWrite) ?? null;
    }
    this.tellViewers();
    if (this.members.size === 0) this.linger.set(LINGER_MS, () => void this.closeUnwatched());
  }

  private async closeUnwatched(): Promise<void> {
    await this.link.close().catch(this.options.onError);
    this.options.onIdle();
  }

  private feedAll(): void {
    for (const { feed } of this.members.values()) feed.pump();
  }

  private tellAll(message: ConsoleServerMessage): void {
    for (const { feed } of this.members.values()) feed.message(message);
  }

  private tellState(state: ConsoleState): void {
    this.tellAll({ type: "state", console: state });
  }

  private tellViewers(): void {
    for (const member of this.members.values()) {
      const viewers = [...this.members.values()].map(
        (other): Viewer => ({
          id: other.request.id,
          name: other.request.name,
          writer: other === this.writer,
          you: other === member,
          canWrite: other.request.canWrite,
          since: other.since,
          typedAt: null,
          asking: null,
          terminal: false,
        }),
      );
      member.feed.message({ type: "viewers", viewers });
    }
  }
}

function refuse(member: Member, reason: Refusal): void {
  member.feed.message({ type: "refused", reason });
}
