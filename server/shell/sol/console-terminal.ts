import { IpmiError, type SolConsole, type SolStreamEvents } from "@/server/ipmi";
import type { TerminalHold, VerbTerminal } from "../verb";
import { EscapeReader, type KeyMeaning } from "./escape-reader";
import { operationalLine } from "./instance";

type Command = "terminate" | "break" | "help" | "suspend";
const CONTROL_Z = "\x1a";
const CONTROL_X = "\x18";

/** ipmitool's. */
export const solCommands: Readonly<Record<string, Command>> = {
  ".": "terminate",
  B: "break",
  "?": "help",
  [CONTROL_Z]: "suspend",
  [CONTROL_X]: "suspend",
};

/** How a console at a terminal ended. */
export type ConsoleEnd =
  | { readonly by: "person" }
  /** `reason` is null when nobody knows. */
  | { readonly by: "bmc"; readonly reason: IpmiError | null };

/**
 * A person's terminal on a host's serial console: keys go to the host, characters of the host to the terminal, in their
 * order, and what the escape character begins comes to us.
 */
export class ConsoleTerminal {
  /** Settles when the console has ended, by whomever. */
  readonly ended: Promise<ConsoleEnd>;
  private end: (end: ConsoleEnd) => void = () => undefined;
  private hold: TerminalHold | null = null;
  private console: SolConsole | null = null;
  /** What came before the terminal was ours. */
  private early: Uint8Array[] = [];
  private written: Promise<void> = Promise.resolve();
  private readonly keys: EscapeReader<Command>;

  constructor(
    private readonly terminal: VerbTerminal,
    /** Stops the process until it is continued. */
    private readonly stop: () => void,
  ) {
    this.keys = new EscapeReader(terminal.escape.charCodeAt(0), solCommands);
    this.ended = new Promise((resolve) => {
      this.end = resolve;
    });
  }

  /** For the console that is being opened. */
  readonly events: SolStreamEvents = {
    data: (bytes) => this.show(bytes),
    mark: () => this.say("[output may be missing here]"),
    inputHeld: (held) => this.say(held ? "[the BMC takes no keys for now]" : "[the BMC takes keys again]"),
    inputUncertain: (bytes) => this.say(`[the last ${bytes} keys may not have been typed]`),
    end: (reason, error) => {
      if (reason !== "closed") this.end({ by: "bmc", reason: error });
    },
  };

  /** Takes the terminal. `release` gives it back. */
  attach(console: SolConsole): void {
    this.console = console;
    this.hold = this.terminal.open((bytes) => this.typed(bytes));
    this.show(Buffer.from(operationalLine(this.terminal.escape).replaceAll("\n", "\r\n")));
    for (const bytes of this.early.splice(0)) this.show(bytes);
  }

  /** Shows what is left to show, and gives the terminal back. */
  async release(): Promise<void> {
    try {
      await this.written;
    } finally {
      this.hold?.release();
      this.hold = null;
    }
  }

  private typed(bytes: Buffer): void {
    for (const meaning of this.keys.read(bytes)) this.obey(meaning);
  }

  private obey(meaning: KeyMeaning<Command>): void {
    const { escape: key } = this.terminal;
    switch (meaning.kind) {
      case "type":
        this.send((console) => console.write(meaning.bytes));
        break;
      case "terminate":
        this.line(`${key}. [terminated ipmitool]`);
        this.end({ by: "person" });
        break;
      case "break":
        this.line(`${key}B [send break]`);
        this.send((console) => console.sendBreak());
        break;
      case "help":
        this.line(helpText(key));
        break;
      case "suspend":
        this.line(`${key}^Z [suspend ipmitool]`);
        void this.written.then(() => this.suspend());
        break;
    }
  }

  /** Keys that were not typed have been told by an event; the end of the console by another. */
  private send(action: (console: SolConsole) => Promise<void>): void {
    if (this.console === null) return;
    action(this.console).catch((error: unknown) => {
      if (!(error instanceof IpmiError)) throw error;
      if (error.code === "sol") this.say(`[${error.message}]`);
    });
  }

  private suspend(): void {
    this.hold?.suspend();
    this.stop();
    this.hold?.resume();
  }

  /** A line of our own amid the host's output. */
  private say(text: string): void {
    this.line(`\n${text}`);
  }

  private line(text: string): void {
    this.show(Buffer.from(`${text}\n`.replaceAll("\n", "\r\n")));
  }

  private show(bytes: Uint8Array): void {
    const { hold } = this;
    if (hold === null) this.early.push(bytes);
    else this.written = this.written.then(() => hold.write(bytes));
  }
}

function helpText(key: string): string {
  return `${key}?
\tSupported escape sequences:
\t${key}.  - terminate connection
\t${key}^Z - suspend ipmitool
\t${key}^X - suspend ipmitool, but don't restore tty on restart
\t${key}B  - send break
\t${key}?  - this message
\t${key}${key}  - send the escape character by typing it twice
\t(Note that escapes are only recognized immediately after newline.)`;
}
