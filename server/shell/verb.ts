import type {
  CommandClass,
  CommandSender,
  IpmiClient,
  Privilege,
  SdrRepository,
  Workaround,
} from "@/server/ipmi";

/**
 * One thing to do to a BMC, said in ipmitool's words: `sel elist`, `chassis power cycle`. The command line and the
 * shell of the host page both run these; neither knows IPMI itself.
 */
export interface Verb<Args = unknown, Data = unknown> {
  /** The words before the arguments: ["sel", "elist"]. */
  readonly path: readonly string[];
  /** Other words for it when no argument follows: [["sel"]] for `sel info`. */
  readonly aliases?: readonly (readonly string[])[];
  /** Arguments as ipmitool's help writes them: "[<count>|first <count>|last <count>]". Empty for none. */
  readonly usage: string;
  /** One line of help. */
  readonly summary: string;
  /** Lowest privilege at the BMC it needs. */
  readonly privilege: Privilege;
  /** What a lost answer would mean; a function where it depends on the arguments (raw). `once` verbs are confirmed in the browser. */
  readonly class: CommandClass | ((args: Args) => CommandClass);
  /** Positions among the words after the path that are secrets: never written to an audit or a history. */
  secrets?(words: readonly string[]): readonly number[];
  /** Throws UsageError. Nothing has been sent yet. */
  parse(words: readonly string[]): Args;
  /** Talks to the BMC. Rejects with an IpmiError or a VerbFailure when the verb as a whole failed. */
  run(context: VerbContext, args: Args): Promise<Data>;
  /** What ipmitool prints on its standard output for the same BMC, byte for byte, final newline included. */
  text(data: Data, view: VerbView, args: Args): string;
  /** Process exit code after a run that gave data. 0 unless given. */
  exitCode?(data: Data): number;
}

/** How the result is to be shown: ipmitool's -v and -c. */
export interface VerbView {
  readonly verbosity: number;
  readonly csv: boolean;
  /** -Z: dates in UTC, not in the zone of this machine. */
  readonly utc?: boolean;
}

export interface VerbContext extends VerbView {
  /** Where commands go: the BMC, or the controller that -t names. */
  readonly bmc: CommandSender;
  /** Its slave address: 20h for the BMC. */
  readonly address: number;
  /** The session below: identity, payloads. */
  readonly client: IpmiClient;
  /** The repository of the BMC, read once and cached by whoever made the context. */
  sdr(): Promise<SdrRepository>;
  /** Aborted by Ctrl-C, a closed page, a deadline. */
  readonly signal: AbortSignal;
  /** Wall clock, for what prints or sets dates. */
  now(): Date;
  wait(milliseconds: number): Promise<void>;
  /** A line for people on the error output; ipmitool's wording where it has one. */
  note(line: string): void;
  /**
   * A part of the verb's data that is there already, in order: whoever watches sees its text at once. The texts of all parts,
   * one after another, are what the text of the whole begins with.
   */
  partly(data: unknown): void;
  /** What a person types after the prompt, unseen. Null when nobody can be asked: in the browser, in a script. */
  askSecret(prompt: string): Promise<string | null>;
  /** -l: the LUN raw commands are addressed to. */
  readonly lun: number;
  /** -N and -R: the time one answer may take, and how often to ask; null for the engine's own. */
  readonly patience: { readonly seconds: number | null; readonly tries: number | null };
  /** -W: what a person laid down for this BMC. */
  readonly workarounds: readonly Workaround[];
  /** Files named in arguments (raw FRU images, exec scripts, SDR dumps). Refuses in the browser. */
  readonly files: VerbFiles;
  /** The terminal of the person, for verbs that take it over (`sol activate`). Absent in the browser and without one. */
  readonly terminal?: VerbTerminal;
}

/** A terminal in raw mode: bytes as typed, bytes as they shall appear. Only one verb holds it at a time. */
export interface VerbTerminal {
  /** -e: the character that begins a command to us, `~` unless given. */
  readonly escape: string;
  /** Takes the terminal: no echo, no line editing, no signals by keys. `input` hears what is typed. Throws when it is taken. */
  open(input: (bytes: Buffer) => void): TerminalHold;
}

export interface TerminalHold {
  /** Resolves when the terminal took the bytes: wait for it, and a slow terminal slows the console. */
  write(bytes: Uint8Array): Promise<void>;
  /** Back to what the terminal was; again on `resume`. For `~^z` and a local shell. */
  suspend(): void;
  resume(): void;
  /** Restores the terminal. Always call it, in `finally`; twice does no harm. */
  release(): void;
}

/** Both reject with VerbFailure. */
export interface VerbFiles {
  read(path: string): Promise<Buffer>;
  write(path: string, content: Uint8Array): Promise<void>;
}

/** Words that make no sense: `message` is what ipmitool prints, or ours where it prints a mere usage. */
export class UsageError extends Error {
  constructor(
    message: string,
    /** ipmitool's exit code for it. */
    readonly exitCode = 1,
    /** What ipmitool prints on its standard output all the same. */
    readonly output = "",
  ) {
    super(message);
    this.name = "UsageError";
  }
}

/**
 * The verb as a whole failed, in ipmitool's words. `cause` is the IpmiError behind it, where there is one: programs
 * look there, people read `message` (one or several lines for the error output).
 */
export class VerbFailure extends Error {
  constructor(
    message: string,
    readonly details: {
      readonly cause?: unknown;
      /** What ipmitool had printed on its standard output before it failed. */
      readonly output?: string;
      /** Default 1. */
      readonly exitCode?: number;
    } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = "VerbFailure";
  }
}

/** Keeps the argument and data types together; the registry sees a Verb of unknowns. */
export function defineVerb<Args, Data>(verb: Verb<Args, Data>): Verb {
  return verb as Verb;
}
