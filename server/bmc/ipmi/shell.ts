import type { CommandSender, SendOptions } from "@/server/ipmi";
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
import { mapFailure } from "./map-failure";
import type { RepositoryCache } from "./repository-cache";

/** A verb with its words, ready to be sent. */
class IpmiShellCommand implements ShellCommand {
  readonly verb: string;
  readonly class: ShellCommand["class"];
  readonly written: string;

  constructor(
    readonly found: FoundVerb,
    readonly view: { readonly verbosity: number; readonly csv: boolean },
  ) {
    const { verb, words } = found;
    this.verb = verb.path.join(" ");
    this.class = typeof verb.class === "function" ? verb.class(verb.parse(words)) : verb.class;
    this.written = [...verb.path, ...withoutSecrets(verb, words)].join(" ");
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

/** Rejects with ShellSyntaxError. A leading `ipmitool` and the options -v and -c are taken as they come. */
export async function parseShellLine(line: string): Promise<ShellCommand> {
  try {
    const words = splitLine(line);
    if (words[0] === "ipmitool") words.shift();
    const view = { verbosity: 0, csv: false };
    while (words[0]?.startsWith("-")) takeOption(words.shift() ?? "", view);
    const found = await lookUp(words);
    found.verb.parse(found.words);
    return new IpmiShellCommand(found, view);
  } catch (error) {
    if (error instanceof UsageError) throw new ShellSyntaxError(error.message);
    throw error;
  }
}

/** The IPMI shell over the session that all share. */
export function ipmiShell(calls: Calls, repository: RepositoryCache): BmcShell {
  return {
    async run(command, deadline = {}) {
      if (!(command instanceof IpmiShellCommand)) throw new TypeError("not a line parsed by this driver");
      const { client } = await calls.session(deadline);
      const signal = signalOf(deadline);
      const notes: string[] = [];
      const bmc = withSignal(client, signal);
      const context = createVerbContext({
        ...command.view,
        client,
        bmc,
        signal,
        note: (line) => notes.push(line),
        sdr: () => repository.current(bmc, { signal }),
      });
      const { output, complaint, exitCode, failure } = await runVerb(command.found, context);
      return {
        output,
        notes: [...notes, ...(complaint === "" ? [] : complaint.split("\n"))],
        exitCode,
        failure: failure && mapFailure(failure, "command"),
      };
    },
  };
}

function takeOption(option: string, view: { verbosity: number; csv: boolean }): void {
  if (/^-v+$/.test(option)) view.verbosity += option.length - 1;
  else if (option === "-c") view.csv = true;
  else throw new UsageError(`The option ${option} is not needed here: the session is Lightsout's own.`);
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
