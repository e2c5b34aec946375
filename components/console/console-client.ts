import {
  type ConsoleRequest,
  ConsoleServerMessage,
  type ConsoleState,
  type Viewer,
} from "@/lib/contracts/console";
import { type Charset, encodeTyped } from "./charset";
import { OutputCursor } from "./output-cursor";
import { TypedInput } from "./typed-input";

/** The road from this browser to the engine; the road from the engine to the BMC is `ConsoleState`. */
export type Link =
  | { phase: "connecting" }
  | { phase: "open" }
  /** `retryAt` is unix ms. */
  | { phase: "waiting"; retryAt: number }
  /** The engine refused the ticket; trying again would not help. */
  | { phase: "refused"; status: number };

export type NoteReason =
  | Extract<ConsoleServerMessage, { type: "mark" }>["kind"]
  | "missed"
  | "restarted"
  | "input-uncertain"
  | "input-dropped"
  | "paste-stopped"
  | Extract<ConsoleServerMessage, { type: "refused" }>["reason"];

/** Something worth knowing about the stream, shown beside the terminal. */
export interface Note {
  id: number;
  at: number;
  reason: NoteReason;
  bytes: number | null;
  offset: number | null;
  /** What a mark says. */
  text: string;
}

export interface ConsoleSnapshot {
  link: Link;
  /** Null until the engine has spoken. */
  console: ConsoleState | null;
  /** When `console` arrived, unix ms: its `retryInMs` counts from here. */
  consoleAt: number;
  canWrite: boolean;
  /** What this person types is kept: an administrator said so. */
  typingKept: boolean;
  viewers: readonly Viewer[];
  /** Newest first. */
  notes: readonly Note[];
  /** Unix ms of the last output of the host; null when none was seen since this console was opened. */
  lastOutputAt: number | null;
  /** Bytes of a paste that are still to be typed. */
  waitingBytes: number;
  /** Somebody asks this viewer for the keyboard; newest last. */
  askers: readonly Asker[];
  /** The keyboard went from this viewer to another, or was declined him; until dismissed. */
  keyboardNews: KeyboardNews | null;
}

export interface Asker {
  viewerId: string;
  name: string;
  reason: string;
}

export type KeyboardNews =
  /** `by`: null when it was yielded because nothing was typed for long. */
  { kind: "lost"; by: string | null; reason: string } | { kind: "declined"; by: string };

/** Where output goes; calls arrive in the order of the host's bytes. */
export interface OutputSink {
  reset(): void;
  /** `live` is false for replay. */
  write(bytes: Uint8Array, live: boolean): void;
}

/** The part of WebSocket used here. */
export type Socket = Pick<WebSocket, "binaryType" | "onopen" | "onmessage" | "onclose" | "send" | "close"> & {
  readonly readyState: number;
};

export interface ConsoleClientOptions {
  /** Gets a ticket and opens a socket with it. Rejects with `status` when the engine refuses. */
  connect: () => Promise<Socket>;
  sink: OutputSink;
  now: () => number;
  random: () => number;
}

/** Marks that are no news beside the terminal: people are in the list of viewers, the rest is in the history. */
const elsewhere: ReadonlySet<NoteReason> = new Set([
  "joined",
  "left",
  "writer",
  "typing-not-kept",
  "power",
  "boot",
  "event",
  "match",
]);

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;
const KEPT_NOTES = 50;
const OPEN = 1;

const statusOf = (error: unknown): number =>
  typeof error === "object" && error !== null && "status" in error && typeof error.status === "number"
    ? error.status
    : 0;

/**
 * One browser tab's console: the socket and its reconnects, output by offset, typed bytes, and the state to show around the terminal.
 * A store for `useSyncExternalStore`. Nothing it says is ever written into the terminal.
 */
export class ConsoleClient {
  private state: ConsoleSnapshot = {
    link: { phase: "connecting" },
    console: null,
    consoleAt: 0,
    canWrite: false,
    typingKept: false,
    viewers: [],
    notes: [],
    lastOutputAt: null,
    waitingBytes: 0,
    askers: [],
    keyboardNews: null,
  };
  private readonly listeners = new Set<() => void>();
  private readonly cursor = new OutputCursor();
  private readonly input: TypedInput;
  private socket: Socket | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private attempts = 0;
  private lastNote = 0;
  private closed = false;
  private charset: Charset = "utf-8";

  constructor(private readonly options: ConsoleClientOptions) {
    this.input = new TypedInput(
      (bytes) => this.sendBytes(bytes),
      (waitingBytes) => this.update({ waitingBytes }),
    );
  }

  snapshot = (): ConsoleSnapshot => this.state;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** True when this viewer's keys go to the host. */
  get writing(): boolean {
    return this.state.link.phase === "open" && this.state.viewers.some((v) => v.you && v.writer);
  }

  /** Offset after the last byte shown. */
  get shownUntil(): number {
    return this.cursor.offset;
  }

  /** Opens the socket; also the answer to "connect now". */
  start(): void {
    this.closed = false;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.socket) return;
    this.update({ link: { phase: "connecting" } });
    this.options.connect().then(
      (socket) => this.attach(socket),
      (error: unknown) => this.failed(statusOf(error)),
    );
  }

  stop(): void {
    this.closed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.input.drop();
    this.detach()?.close();
  }

  /** Keys or pasted text. */
  type(text: string): void {
    if (this.writing) this.input.type(encodeTyped(text, this.charset));
  }

  /** Bits a second of the serial line: pastes go no faster. */
  pace(baud: number): void {
    this.input.pace(baud);
  }

  /** What the host takes characters for. */
  encode(charset: Charset): void {
    this.charset = charset;
  }

  /** Leaves out what is left of a paste. */
  stopPaste(): void {
    const dropped = this.input.drop();
    if (dropped > 0) this.note("paste-stopped", dropped, null);
  }

  /** One of our own answers to the host (cursor position); never queued, never before replay has ended. */
  reply(text: string): void {
    if (this.writing) this.sendBytes(new TextEncoder().encode(text));
  }

  command(message: ConsoleRequest): void {
    if (this.socket?.readyState === OPEN) this.socket.send(JSON.stringify(message));
  }

  /** Answers somebody who asked for the keyboard. */
  answer(viewerId: string, yes: boolean): void {
    this.update({ askers: this.state.askers.filter((asker) => asker.viewerId !== viewerId) });
    this.command({ type: yes ? "hand-over" : "decline", viewerId });
  }

  dismissKeyboardNews(): void {
    this.update({ keyboardNews: null });
  }

  dismissNotes(): void {
    this.update({ notes: [] });
  }

  private attach(socket: Socket): void {
    if (this.closed) {
      socket.close();
      return;
    }
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.opened();
    socket.onmessage = (event: MessageEvent<unknown>) => this.received(event.data);
    socket.onclose = () => {
      this.detach();
      this.failed(0);
    };
    if (socket.readyState === OPEN) this.opened();
  }

  private detach(): Socket | null {
    const socket = this.socket;
    this.socket = null;
    if (socket) {
      socket.onopen = null;
      socket.onmessage = null;
      socket.onclose = null;
    }
    return socket;
  }

  private opened(): void {
    this.update({ link: { phase: "open" } });
  }

  private failed(status: number): void {
    if (this.closed) return;
    const dropped = this.input.drop();
    if (dropped > 0) this.note("input-dropped", dropped, null);
    if (status === 401 || status === 403 || status === 404) {
      this.update({ link: { phase: "refused", status }, viewers: [] });
      return;
    }
    const ceiling = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.attempts++);
    const delay = ceiling * (0.5 + this.options.random() / 2);
    this.update({ link: { phase: "waiting", retryAt: this.options.now() + delay }, viewers: [] });
    this.timer = setTimeout(() => this.start(), delay);
  }

  private received(data: unknown): void {
    if (data instanceof ArrayBuffer) this.output(data);
    else if (typeof data === "string") this.message(data);
  }

  private output(frame: ArrayBuffer): void {
    const step = this.cursor.accept(frame);
    if (!step) return;
    if (step.reset) {
      this.options.sink.reset();
      this.note("restarted", null, null);
    }
    if (step.missed > 0) this.note("missed", step.missed, null);
    if (step.replay.length > 0) this.options.sink.write(step.replay, false);
    if (step.live.length > 0) {
      this.options.sink.write(step.live, true);
      this.heard();
    }
  }

  /** Told to the listeners once a second at most: a boot log arrives in hundreds of frames. */
  private heard(): void {
    const now = this.options.now();
    if (this.state.lastOutputAt === null || now - this.state.lastOutputAt >= 1000)
      this.update({ lastOutputAt: now });
  }

  private message(text: string): void {
    const message = ConsoleServerMessage.parse(JSON.parse(text));
    switch (message.type) {
      case "state":
        this.update({ console: message.console, consoleAt: this.options.now() });
        break;
      case "hello":
        this.attempts = 0;
        if (message.continues) this.cursor.goOn(message);
        else this.cursor.hello(message);
        this.update({ canWrite: message.canWrite, typingKept: false });
        break;
      case "typing-kept":
        this.update({ typingKept: true });
        break;
      case "viewers":
        this.viewers(message.viewers);
        break;
      case "keyboard-asked":
        this.update({
          askers: [...this.state.askers.filter(({ viewerId }) => viewerId !== message.viewerId), message],
        });
        break;
      case "keyboard-declined":
        this.update({ keyboardNews: { kind: "declined", by: message.name } });
        break;
      case "keyboard-lost":
        this.input.drop();
        this.update({ keyboardNews: { kind: "lost", by: message.by, reason: message.reason } });
        break;
      case "mark":
        if (!elsewhere.has(message.kind))
          this.note(message.kind, message.bytes, message.offset, message.text, Date.parse(message.at));
        break;
      case "input-uncertain":
        this.note("input-uncertain", message.bytes, null);
        break;
      case "refused":
        this.note(message.reason, null, null);
        break;
    }
  }

  /** Whoever does not ask any more, or is gone, is not to be answered. */
  private viewers(viewers: readonly Viewer[]): void {
    const asking = new Set(viewers.filter((viewer) => viewer.asking !== null).map(({ id }) => id));
    const isWriter = viewers.some((viewer) => viewer.you && viewer.writer);
    const { keyboardNews } = this.state;
    this.update({
      viewers,
      askers: isWriter ? this.state.askers.filter(({ viewerId }) => asking.has(viewerId)) : [],
      keyboardNews: isWriter ? null : keyboardNews,
    });
  }

  /** `at` is given for what happened before it was told: whoever joins is told of marks that are days old. */
  private note(
    reason: NoteReason,
    bytes: number | null,
    offset: number | null,
    text = "",
    at = this.options.now(),
  ): void {
    const note = { id: ++this.lastNote, at, reason, bytes, offset, text };
    const [last] = this.state.notes;
    // A held key is refused many times; once is enough to know.
    const repeated = last?.reason === reason && bytes === null && offset === null;
    const rest = repeated ? this.state.notes.slice(1) : this.state.notes;
    this.update({ notes: [note, ...rest].slice(0, KEPT_NOTES) });
  }

  private sendBytes(bytes: Uint8Array): void {
    if (this.socket?.readyState === OPEN) this.socket.send(bytes.slice());
  }

  private update(change: Partial<ConsoleSnapshot>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
