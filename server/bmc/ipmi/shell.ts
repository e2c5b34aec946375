import { type CommandSender, type SendOptions, viaController } from "@/server/ipmi";
import { parseNumber } from "@/server/shell/numbers";
import { allVerbs, type FoundVerb, lookUp } from "@/server/shell/registry";
import { runVerb } from "@/server/shell/run-verb";
import { splitLine } from "@/server/shell/split-line";
import { UsageError, type Verb } from "@/server/shell/verb";
import { createVerbContext } from "@/server/shell/verb-context";
import {
  type BmcShell,
  type Deadline,
  type ShellCommand,
  ShellSyntaxError,
  type ShellVerbInfo,
} from "../capabilities";
import type { Calls } from "./calls";
import { watchingRestarts } from "./host-restarts";
import { mapFailure } from "./map-failure";
import type { RepositoryCache } from "./repository-cache";

/** What ipmitool's options before the verb say. */
interface LineOptions {
  readonly verbosity: number;
  readonly csv: boolean;
  /** -t: the controller behind the BMC that is meant; null for the BMC. */
  readonly target: number | null;
  /** -b: the channel it is on. */
  readonly channel: number;
}

/** A verb with its words, ready to be sent. */
class IpmiShellCommand implements ShellCommand {
  readonly verb: string;
  readonly class: ShellCommand["class"];
  readonly written: string;

  constructor(
    readonly found: FoundVerb,
    readonly options: LineOptions,
  ) {
    const { verb, words } = found;
    this.verb = verb.path.join(" ");
    this.class = typeof verb.class === "function" ? verb.class(verb.parse(words)) : verb.class;
    const controller = options.target === null ? [] : [`-t 0x${options.target.toString(16)}`];
    this.written = [...controller, ...verb.path, ...withoutSecrets(verb, words)].join(" ");
  }
}

/** All verbs, for completion and help. */
export async function shellVerbs(): Promise<readonly ShellVerbInfo[]> {
  return (await allVerbs()).map((verb) => ({
    path: verb.path,
    usage: verb.usage,
    summary: verb.summary,
    class: typeof verb.class === "function" ? "depends" : verb.class,
  }));
}

/** Rejects with ShellSyntaxError. A leading `ipmitool` and the options -v, -c, -t and -b are taken as they come. */
export async function parseShellLine(line: string): Promise<ShellCommand> {
  try {
    const words = splitLine(line);
    if (words[0] === "ipmitool") words.shift();
    const options = takeOptions(words);
    const found = await lookUp(words);
    if (elsewhere.has(found.verb.path.join(" "))) throw new UsageError(inTheTerminal);
    found.verb.parse(found.words);
    return new IpmiShellCommand(found, options);
  } catch (error) {
    if (error instanceof UsageError) throw new ShellSyntaxError(error.message, error.exitCode, error.output);
    throw error;
  }
}

/** The IPMI shell over the session that all share. `hostRestarted`: called when a line made the host start anew. */
export function ipmiShell(calls: Calls, repository: RepositoryCache, hostRestarted: () => void): BmcShell {
  return {
    async run(command, deadline = {}, print) {
      if (!(command instanceof IpmiShellCommand)) throw new TypeError("not a line parsed by this driver");
      const { client } = await calls.session(deadline);
      const signal = signalOf(deadline);
      const notes: string[] = [];
      const { target, channel, verbosity, csv } = command.options;
      const sender = watchingRestarts(withSignal(client, signal), hostRestarted);
      const bmc = target === null ? sender : viaController(sender, { channel, address: target });
      const context = createVerbContext({
        verbosity,
        csv,
        client,
        bmc,
        signal,
        note: (line) => notes.push(line),
        ...(target === null && { sdr: () => repository.current(sender, { signal }) }),
      });
      const { output, complaint, exitCode, failure } = await runVerb(command.found, context, print);
      return {
        output,
        notes: [...notes, ...(complaint === "" ? [] : complaint.split("\n"))],
        exitCode,
        failure: failure && mapFailure(failure, "command"),
      };
    },
  };
}

/** Verbs that need a terminal; the page has the Console tab instead. */
const elsewhere: ReadonlySet<string> = new Set(["sol activate"]);
const inTheTerminal =
  "The serial console is in the Console tab, or in a terminal: npx lightsout ipmi … sol activate.";

/** Takes the options off the front of `words`. Throws UsageError for those that make no sense here. */
function takeOptions(words: string[]): LineOptions {
  const options = { verbosity: 0, csv: false, target: null as number | null, channel: 0 };
  while (words[0]?.startsWith("-")) {
    const option = words.shift() ?? "";
    if (/^-v+$/.test(option)) options.verbosity += option.length - 1;
    else if (option === "-c") options.csv = true;
    else if (option === "-t") options.target = numberAfter(option, words.shift());
    else if (option === "-b") options.channel = numberAfter(option, words.shift());
    else throw new UsageError(`The option ${option} is not needed here: the session is Lightsout's own.`);
  }
  return options;
}

function numberAfter(option: string, word: string | undefined): number {
  const number = word === undefined ? null : parseNumber(word, 0, 0xff);
  if (number === null) throw new UsageError(`Invalid parameter given or out of range for '${option}'.`);
  return number;
}

function withoutSecrets(verb: Verb, words: readonly string[]): readonly string[] {
  const secret = new Set(verb.secrets?.(words));
  return words.map((word, index) => (secret.has(index) ? "********" : word));
}

/** Ends with the caller's patience: every command of the verb hears of it. */
function withSignal(client: CommandSender, signal: AbortSignal): CommandSender {
  return {
    send: (command, request, options: SendOptions = {}) =>
      client.send(command, request, { ...options, signal: options.signal ?? signal }),
  };
}

function signalOf({ signal, budgetMs }: Deadline): AbortSignal {
  const signals = [
    ...(signal ? [signal] : []),
    ...(budgetMs === undefined ? [] : [AbortSignal.timeout(budgetMs)]),
  ];
  return AbortSignal.any(signals);
}
