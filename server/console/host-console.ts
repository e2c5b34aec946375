import type { ConsoleServerMessage, ConsoleState, PayloadHolder, Viewer } from "@/lib/contracts/console";
import type { ConsolePolicy } from "@/lib/contracts/recording";
import type { NewMark } from "@/server/recording/recording";
import { ConsoleLink, type ConsoleLinkOptions } from "./console-link";
import { ConsoleOutput, type ConsoleOutputOptions } from "./console-output";
import { Alarm } from "./hub-clock";
import { Keyboard } from "./keyboard";
import { LossMarks } from "./loss-marks";
import { Member } from "./member";
import { TypingAccount } from "./typing-account";
import type { AttachedViewer, Refusal, ViewerRequest } from "./viewer";
import { type ViewerEnd, ViewerFeed } from "./viewer-feed";

export interface HostConsoleOptions
  extends Omit<ConsoleLinkOptions, "isHeld" | "afterTheft">,
    ConsoleOutputOptions {
  readonly policy: ConsolePolicy;
  /** Hears what the host prints. */
  readonly onOutput: (offset: number, bytes: Buffer) => void;
  /** The console is closed and nobody watches. */
  readonly onIdle: () => void;
}

export const MAX_INPUT_FRAME_BYTES = 4096;
/** Typed and not yet acknowledged by the BMC. */
const MAX_PENDING_BYTES = 256 * 1024;
/** So long the stream outlives its last viewer: reloading a tab does not open it anew. */
const LINGER_MS = 30_000;
/** So long it is held for what a power action brings. */
const LISTEN_MS = 120_000;
/** A disk that does not answer keeps nobody from a console: so long the recording is waited for. */
const RECORDING_MS = 3000;
/** An attempt to open that takes longer is not waited for. */
const ATTEMPT_MS = 10_000;
const MAX_MARK_TEXT = 500;

type Hello = Extract<ConsoleServerMessage, { type: "hello" }>;

export interface ConsoleLook {
  readonly state: ConsoleState;
  readonly heardAt: Date | null;
  readonly newest: Buffer;
}

const LOOK_BYTES = 64 * 1024;

/** One host's console: one serial stream, one history, many viewers, one of whom types. */
export class HostConsole {
  private readonly output: ConsoleOutput;
  private readonly link: ConsoleLink;
  private readonly losses: LossMarks;
  private readonly keyboard: Keyboard<Member>;
  private readonly account: TypingAccount<Member>;
  private readonly members = new Map<string, Member>();
  /** Held for a while although nobody watches. */
  private readonly linger: Alarm;
  private readonly listening: Alarm;
  /** Called once it is known whether the link opened. */
  private readonly awaiting = new Set<() => void>();
  private policy: ConsolePolicy;
  private pendingBytes = 0;
  private heardAt: Date | null = null;
  private attaching = 0;
  private closed: ViewerEnd | null = null;

  constructor(private readonly options: HostConsoleOptions) {
    const { clock, date, policy } = options;
    this.policy = policy;
    this.linger = new Alarm(clock);
    this.listening = new Alarm(clock);
    this.account = new TypingAccount({
      clock,
      date,
      offset: () => this.output.history.end,
      write: (member, detail) => member.note("typed", detail),
    });
    this.output = new ConsoleOutput(options, {
      recording: () => {
        this.feedAll();
        this.tellState();
      },
      replaced: () => this.countAnew(),
    });
    this.link = new ConsoleLink(
      {
        ...options,
        isHeld: () => this.policy.record,
        afterTheft: () => (this.policy.reclaim ? "reclaim" : this.policy.record ? "wait" : "leave"),
      },
      {
        state: () => this.linkChanged(),
        data: (bytes) => {
          this.heardAt = options.date();
          const offset = this.output.history.end;
          this.output.append(bytes);
          this.feedAll();
          this.options.onOutput(offset, bytes);
        },
        mark: (kind) => this.losses.lost(kind),
        taken: (holder) => this.mark({ kind: "taken", text: inWords(holder), bytes: null }),
        inputUncertain: (bytes) => this.tellAll({ type: "input-uncertain", bytes }),
      },
    );
    this.losses = new LossMarks(clock, (kind, text) => this.mark({ kind, text, bytes: null }));
    this.keyboard = new Keyboard(clock, {
      passed: (writer, reason) => this.passed(writer, reason),
      asked: () => this.tellViewers(),
    });
    this.keyboard.yieldAfter(policy.idleMinutes);
  }

  /** How it stands, when it was heard last, and the end of what it printed. */
  get look(): ConsoleLook {
    const { history } = this.output;
    const from = Math.max(history.start, history.end - LOOK_BYTES);
    return { state: this.state, heardAt: this.heardAt, newest: history.read(from, LOOK_BYTES) };
  }

  get isIdle(): boolean {
    return !this.isWanted && this.attaching === 0;
  }

  /** Rejects when the audit does; then nobody was attached. */
  async attach(request: ViewerRequest): Promise<AttachedViewer> {
    this.attaching += 1;
    try {
      await request.audit("open", "");
      // What was printed before is shown at once: it must be there.
      await this.within(RECORDING_MS, this.output.keep(this.policy.record));
    } finally {
      this.attaching -= 1;
    }
    return this.admit(request);
  }

  /** Other rules from now on. A console that is to be held all the time is opened with `hold`. */
  setPolicy(policy: ConsolePolicy): void {
    const { record } = this.policy;
    this.policy = policy;
    this.keyboard.yieldAfter(policy.idleMinutes);
    if (!record || policy.record) return;
    void this.output.keep(false);
    this.lingerOn();
  }

  /** Keeps what is printed and holds the link, if the policy says so. Resolves when it is known how it stands; never rejects. */
  async hold(): Promise<void> {
    if (this.policy.record) await this.within(ATTEMPT_MS, this.open());
  }

  /**
   * Something is about to happen that is worth hearing: opens the link for two minutes at least. Resolves with whether it is
   * open, after `budgetMs` at the latest; never rejects.
   */
  async listen(budgetMs: number): Promise<boolean> {
    if (this.closed !== null) return false;
    this.listening.set(LISTEN_MS, () => this.closeIfUnwanted());
    await this.within(budgetMs, this.open());
    return this.link.isOpen;
  }

  /** Shown beside the output at this place, and kept with it. */
  mark(mark: NewMark): void {
    this.output.mark({ ...mark, text: mark.text.slice(0, MAX_MARK_TEXT) });
    this.feedAll();
  }

  /** The recording began or ceased to fail. */
  recordingChanged(): void {
    this.output.tell();
  }

  /** The BMC lets others of us in. */
  loginWorks(): void {
    this.link.loginWorks();
  }

  /** What the BMC refused the console for was mended. */
  mended(): void {
    this.link.mended();
  }

  expectLinkDrop(): void {
    this.link.expectDrop();
  }

  /** Closes the stream and sends everybody away. */
  async close(reason: ViewerEnd): Promise<void> {
    this.closed = reason;
    this.account.settle();
    this.keyboard.clear();
    const members = [...this.members.values()];
    this.members.clear();
    for (const member of members) {
      member.feed.stop();
      member.note("close", "");
      member.request.connection.close(reason);
    }
    this.linger.clear();
    this.listening.clear();
    await this.link.close().finally(() => {
      this.losses.flush();
      return this.output.keep(false);
    });
  }

  /** What holds the link: a policy, people, or that they were here just now. */
  private get isWanted(): boolean {
    return this.policy.record || this.members.size > 0 || this.linger.isSet || this.listening.isSet;
  }

  private admit(request: ViewerRequest): AttachedViewer {
    const { clock, date, onError } = this.options;
    const feed = new ViewerFeed(request.connection, this.output.history, clock);
    const member = new Member(request, { clock, feed, onError, since: date().toISOString() });
    if (this.closed !== null) {
      request.connection.close(this.closed);
      return this.handle(member);
    }
    this.members.set(request.id, member);
    this.linger.clear();
    const { start, end, name } = this.output.history;
    this.hello(member, { from: start, replayUntil: end, output: name });
    member.tell({ type: "state", console: this.state });
    this.mark({ kind: "joined", text: request.name, bytes: null });
    this.keyboard.arrived(member);
    if (this.keyboard.writer !== member) this.tellViewers();
    this.link.start();
    return this.handle(member);
  }

  private handle(member: Member): AttachedViewer {
    return {
      type: (bytes) => this.type(member, bytes),
      sendBreak: () => this.sendBreak(member),
      takeKeyboard: (reason) => this.keyboard.take(member, reason),
      askKeyboard: (reason) => this.keyboard.ask(member, reason),
      handOver: (viewerId) => this.keyboard.handOver(member, viewerId),
      decline: (viewerId) => this.keyboard.decline(member, viewerId),
      releaseKeyboard: () => this.keyboard.release(member),
      takeOver: (reason) => this.takeOver(member, reason),
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
      member.refuse(refusal);
      return;
    }
    this.keyboard.typed();
    this.account.typed(member, bytes);
    if (member.typed(this.options.date())) this.tellViewers();
    this.pendingBytes += bytes.length;
    this.link
      .type(bytes)
      .catch(() => member.refuse("not-open"))
      .finally(() => {
        this.pendingBytes -= bytes.length;
      });
  }

  private async sendBreak(member: Member): Promise<void> {
    const refusal = this.refusalToType(member);
    if (refusal !== null) return member.refuse(refusal);
    if (!(await member.audit("break", ""))) return member.refuse("not-allowed");
    if (!this.members.has(member.id)) return;
    this.keyboard.typed();
    this.link.sendBreak().catch(() => member.refuse("not-open"));
  }

  private refusalToType(member: Member): Refusal | null {
    if (!member.canWrite) return "not-allowed";
    if (this.keyboard.writer !== member) return "not-writer";
    return this.link.isOpen ? null : "not-open";
  }

  private async takeOver(member: Member, reason: string): Promise<void> {
    if (!member.canWrite) return member.refuse("not-allowed");
    if (reason === "") return member.refuse("reason-missing");
    if (!(await member.audit("take-over", reason))) return member.refuse("not-allowed");
    if (this.members.has(member.id)) this.link.takeOver();
  }

  /** A refused login is tried again only at the word of somebody who may type: attempts lock accounts. */
  private reconnect(member: Member): void {
    if (this.link.snapshot.state === "failed" && !member.canWrite) member.refuse("not-allowed");
    else this.link.reconnect();
  }

  private detach(member: Member): void {
    if (!this.members.delete(member.id)) return;
    member.feed.stop();
    if (this.keyboard.writer === member) this.account.settle();
    member.note("close", "");
    this.mark({ kind: "left", text: member.name, bytes: null });
    this.keyboard.left(member);
    this.tellViewers();
    if (this.members.size === 0) this.lingerOn();
  }

  private passed(writer: Member | null, reason: string): void {
    this.account.settle();
    const text = writer === null ? "" : reason === "" ? writer.name : `${writer.name}: ${reason}`;
    this.mark({ kind: "writer", text, bytes: null });
    this.tellViewers();
  }

  private lingerOn(): void {
    if (this.members.size === 0 && !this.policy.record) {
      this.linger.set(LINGER_MS, () => this.closeIfUnwanted());
    }
  }

  private closeIfUnwanted(): void {
    if (this.isWanted) return;
    void this.link.close().catch(this.options.onError).finally(this.options.onIdle);
  }

  private linkChanged(): void {
    this.tellState();
    if (this.link.snapshot.state === "connecting") return;
    for (const resolve of this.awaiting) resolve();
    this.awaiting.clear();
  }

  private async open(): Promise<void> {
    await this.within(RECORDING_MS, this.output.keep(this.closed === null && this.policy.record));
    if (this.closed !== null || !this.isWanted) return;
    if (this.link.snapshot.state === "reconnecting") this.link.reconnect();
    else this.link.start();
    if (this.link.snapshot.state !== "connecting") return;
    await new Promise<void>((resolve) => this.awaiting.add(resolve));
  }

  private within(ms: number, work: Promise<void>): Promise<void> {
    const limit = new Alarm(this.options.clock);
    const over = new Promise<void>((resolve) => limit.set(ms, resolve));
    return Promise.race([work, over]).finally(() => limit.clear());
  }

  private get state(): ConsoleState {
    return { ...this.link.snapshot, recording: this.output.state };
  }

  private hello(member: Member, place: Pick<Hello, "from" | "replayUntil" | "output" | "continues">): void {
    const { id: viewerId, canWrite } = member;
    member.tell({ type: "hello", viewerId, canWrite, ...place });
    if (member.keepTyped !== null) member.tell({ type: "typing-kept" });
  }

  /** The output counts from elsewhere now: everybody goes on from there. */
  private countAnew(): void {
    const { history } = this.output;
    for (const member of this.members.values()) {
      member.feed.goOn(history, (from, replayUntil) =>
        this.hello(member, { from, replayUntil, output: history.name, continues: true }),
      );
    }
  }

  private feedAll(): void {
    for (const { feed } of this.members.values()) feed.pump();
  }

  private tellAll(message: ConsoleServerMessage): void {
    for (const member of this.members.values()) member.tell(message);
  }

  private tellState(): void {
    this.tellAll({ type: "state", console: this.state });
  }

  private tellViewers(): void {
    const all = [...this.members.values()];
    for (const member of all) {
      const viewers = all.map(
        (other): Viewer => ({
          ...other.view,
          writer: other === this.keyboard.writer,
          you: other === member,
          asking: this.keyboard.askOf(other),
        }),
      );
      member.tell({ type: "viewers", viewers });
    }
  }
}

function inWords(holder: PayloadHolder | null): string {
  const { user, address } = holder ?? { user: null, address: null };
  return [user && `by ${user}`, address && `from ${address}`].filter(Boolean).join(" ");
}
