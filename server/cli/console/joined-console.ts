import type { ConsoleRequest, Viewer } from "@/lib/contracts/console";
import { ConsoleServerMessage } from "@/lib/contracts/console";
import { EscapeReader, type KeyMeaning } from "@/server/shell/sol/escape-reader";
import type { TerminalHold, VerbTerminal } from "@/server/shell/verb";
import { HarmlessOutput } from "./harmless-output";

/** The socket to the engine. */
export interface ConsoleWire {
  type(bytes: Uint8Array): void;
  tell(message: ConsoleRequest): void;
}

type Command = "terminate" | "break" | "help" | "who" | "keyboard" | "ask" | "give" | "release" | "take-over";

const commands: Readonly<Record<string, Command>> = {
  ".": "terminate",
  B: "break",
  "?": "help",
  w: "who",
  k: "keyboard",
  a: "ask",
  g: "give",
  r: "release",
  t: "take-over",
};

/** Asked for with a reason, which is typed before it is sent. */
const reasons = {
  keyboard: { type: "take-keyboard", prompt: "Why do you take the keyboard?" },
  ask: { type: "ask-keyboard", prompt: "What do you need the keyboard for?" },
  "take-over": { type: "take-over", prompt: "Why do you take the console from its holder?" },
} as const;

const OFFSET_BYTES = 8;
const MOST_TYPED_BYTES = 4096;
const RETURN = 0x0d;
const CTRL_C = 0x03;
const BACKSPACES: ReadonlySet<number> = new Set([0x08, 0x7f]);

type Mark = Extract<ConsoleServerMessage, { type: "mark" }>;

/** A person's terminal on a console that others are on as well: the same rules as in the browser. */
export class JoinedConsole {
  /** Resolves when the person leaves. */
  readonly left: Promise<void>;
  private leave: () => void = () => undefined;
  private readonly output = new HarmlessOutput();
  private readonly keys: EscapeReader<Command>;
  private readonly hold: TerminalHold;
  private written: Promise<void> = Promise.resolve();
  private unshown = 0;
  /** That the next bytes do not follow on the last ones has been said. */
  private skipTold = false;
  private viewers: readonly Viewer[] = [];
  private asker: { readonly viewerId: string; readonly name: string } | null = null;
  private state = "";
  /** Where the next byte of output belongs; null before the first. */
  private next: number | null = null;
  /** The output that offsets count. */
  private counted = "";
  private question: { readonly command: keyof typeof reasons; typed: number[] } | null = null;

  constructor(
    terminal: VerbTerminal,
    private readonly wire: ConsoleWire,
    private readonly host: string,
    private readonly watch: boolean,
  ) {
    this.left = new Promise((resolve) => {
      this.leave = resolve;
    });
    this.keys = new EscapeReader(terminal.escape.charCodeAt(0), commands);
    this.hold = terminal.open((bytes) => this.typed(bytes));
    this.say(`[console of ${host}; ${terminal.escape}? for help]`);
  }

  /** A binary frame: the offset of its first byte, then output. What was shown before a reconnect is not shown again. */
  frame(bytes: Buffer): void {
    if (bytes.length <= OFFSET_BYTES) return;
    const offset = Number(bytes.readBigUInt64BE(0));
    const output = bytes.subarray(OFFSET_BYTES);
    if (this.next !== null && offset > this.next) this.missing(offset - this.next);
    const known = this.next === null || offset > this.next ? 0 : Math.min(output.length, this.next - offset);
    this.next = offset + output.length;
    if (known < output.length) this.show(this.output.pass(output.subarray(known)));
  }

  /** A text frame. Throws ZodError for what is not of the protocol. */
  message(text: string): void {
    const message = ConsoleServerMessage.parse(JSON.parse(text));
    switch (message.type) {
      case "state": {
        const { state, failure } = message.console;
        if (state !== this.state) this.say(`[${failure ? `${state}: ${failure.detail}` : state}]`);
        this.state = state;
        break;
      }
      case "typing-kept":
        this.say("[what you type here is kept: an administrator can read it, passwords too]");
        break;
      case "viewers":
        this.changed(message.viewers);
        break;
      case "mark":
        this.marked(message);
        break;
      case "input-uncertain":
        this.say(`[the last ${message.bytes} bytes typed may not have reached the host]`);
        break;
      case "refused":
        this.say(`[not done: ${refusals[message.reason]}]`);
        break;
      case "keyboard-asked":
        this.asker = message;
        this.say(`[${message.name} asks for the keyboard${because(message.reason)}: give it, or go on]`);
        break;
      case "keyboard-declined":
        this.say(`[${message.name} keeps the keyboard for now]`);
        break;
      case "keyboard-lost":
        this.say(
          message.by === null
            ? "[the keyboard was released: nothing was typed]"
            : `[${message.by} took the keyboard${because(message.reason)}]`,
        );
        break;
      case "hello":
        // Another output, or the same one counted anew: offsets say nothing of what was shown.
        if (message.continues || message.output !== this.counted) this.next = null;
        this.counted = message.output;
        break;
    }
  }

  /** Of ours, in lines of its own: names and reasons in it are other people's, and act as little as output. */
  say(text: string): void {
    this.show(Buffer.from(`\r\n${text.replaceAll(/[^\P{Cc}\r\n]/gu, "")}\r\n`));
  }

  /** Bytes that the terminal has not taken yet. */
  get backlog(): number {
    return this.unshown;
  }

  /** When the terminal has taken all that came until now. */
  shown(): Promise<void> {
    return this.written;
  }

  /** Shows what is left to show, and gives the terminal back. */
  async release(): Promise<void> {
    this.show(Buffer.from(this.output.undo()));
    try {
      await this.written;
    } finally {
      this.hold.release();
    }
  }

  private changed(viewers: readonly Viewer[]): void {
    const writer = (list: readonly Viewer[]) => list.find((viewer) => viewer.writer);
    const [before, now] = [writer(this.viewers), writer(viewers)];
    this.viewers = viewers;
    if (before?.id === now?.id) return;
    if (now?.you && this.watch) this.wire.tell({ type: "release-keyboard" });
    else if (now?.you) this.say("[you have the keyboard]");
    else this.say(now ? `[${now.name} has the keyboard]` : "[nobody has the keyboard]");
  }

  private typed(bytes: Buffer): void {
    if (this.question !== null) {
      for (const key of bytes) this.answer(key);
      return;
    }
    for (const meaning of this.keys.read(bytes)) this.obey(meaning);
  }

  private obey(meaning: KeyMeaning<Command>): void {
    switch (meaning.kind) {
      case "type":
        for (let at = 0; at < meaning.bytes.length; at += MOST_TYPED_BYTES)
          this.wire.type(meaning.bytes.subarray(at, at + MOST_TYPED_BYTES));
        break;
      case "terminate":
        this.say(`[left ${this.host}]`);
        this.leave();
        break;
      case "break":
        this.wire.tell({ type: "break" });
        break;
      case "help":
        this.say(help);
        break;
      case "who":
        this.say(this.viewers.map(lineOf).join("\r\n"));
        break;
      case "give":
        if (this.asker === null) this.say("[nobody asks for the keyboard]");
        else this.wire.tell({ type: "hand-over", viewerId: this.asker.viewerId });
        break;
      case "release":
        this.wire.tell({ type: "release-keyboard" });
        break;
      case "keyboard":
        if (this.viewers.some((viewer) => viewer.writer)) this.ask("keyboard");
        else this.wire.tell({ type: "take-keyboard" });
        break;
      case "ask":
      case "take-over":
        this.ask(meaning.kind);
        break;
    }
  }

  private ask(command: keyof typeof reasons): void {
    this.question = { command, typed: [] };
    this.show(Buffer.from(`\r\n${reasons[command].prompt} `));
  }

  /** Keys of the reason, until Return sends it; Ctrl-C forgets it. */
  private answer(key: number): void {
    if (this.question === null) return;
    const { command, typed } = this.question;
    if (key === CTRL_C) {
      this.question = null;
      this.say("[not done]");
    } else if (key === RETURN) {
      this.question = null;
      this.show(Buffer.from("\r\n"));
      this.wire.tell({
        type: reasons[command].type,
        reason: Buffer.from(typed).toString("utf8").slice(0, 200),
      });
    } else if (BACKSPACES.has(key)) {
      if (typed.pop() !== undefined) this.show(Buffer.from("\b \b"));
    } else if (key >= 0x20) {
      typed.push(key);
      this.show(Buffer.of(key));
    }
  }

  /** The engine went on without us for longer than it remembers, or left out what we were too slow for. */
  private missing(bytes: number): void {
    if (this.skipTold) this.skipTold = false;
    else this.say(`[${bytes} bytes of output are not shown here]`);
  }

  private marked({ kind, text, bytes }: Mark): void {
    if (kind === "skipped") {
      this.skipTold = true;
      this.say(`[${bytes ?? "some"} bytes of output are not shown here: this terminal was too slow]`);
    } else if (kind === "gap" || kind === "overrun") this.say("[output may be missing here]");
    else if (text !== "") this.say(`[${text}]`);
  }

  private show(bytes: Uint8Array): void {
    this.unshown += bytes.length;
    this.written = this.written.then(async () => {
      await this.hold.write(bytes);
      this.unshown -= bytes.length;
    });
  }
}

const refusals = {
  "not-writer": "somebody else has the keyboard; ~a asks for it",
  "not-allowed": "your role does not allow it",
  "not-open": "the console is not connected",
  "too-fast": "too fast for the console",
  "reason-missing": "say why",
} as const;

const because = (reason: string) => (reason === "" ? "" : `: ${reason}`);

function lineOf(viewer: Viewer): string {
  const doing = viewer.writer
    ? "has the keyboard"
    : viewer.asking === null
      ? "watches"
      : "asks for the keyboard";
  return `[${viewer.name}${viewer.you ? " (you)" : ""} ${doing}]`;
}

const help = [
  "[.  leave",
  " ?  this text",
  " w  who is here",
  " k  take the keyboard",
  " a  ask for the keyboard",
  " g  give it to who asked last",
  " r  release the keyboard",
  " t  take the console from a program outside Lightsout",
  " B  send a break",
  " twice the escape character: the character itself]",
].join("\r\n");
