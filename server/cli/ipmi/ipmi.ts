import type { Credentials } from "@/server/ipmi";
import { type FoundVerb, lookUp } from "@/server/shell/registry";
import type { VerbOutcome } from "@/server/shell/run-verb";
import { UsageError } from "@/server/shell/verb";
import { cacheFolder, type Environment } from "../environment";
import { oemTypes, planConnection } from "./connection";
import { optionsHelp, VERSION_LINE } from "./help";
import { expandHosts, meansMany } from "./host-list";
import { type IpmiOptions, parseOptions } from "./options";
import { Output } from "./output";
import { personAtTerminal } from "./person";
import { Progress } from "./progress";
import { asJson, consolidatedReport, jsonReport, linesReport, type Report, type Streams } from "./report";
import { type HostRun, runOnHost } from "./run-on-host";
import { runOnMany } from "./run-on-many";
import { readCredentials } from "./secrets";
import { processTerminal } from "./terminal";

/** `lightsout ipmi …`: resolves with the exit code. */
export async function ipmi(argv: readonly string[], environment: Environment): Promise<number> {
  const output = new Output(process);
  try {
    const options = parseOptions(argv);
    const said = withoutHosts(options, output);
    if (said !== null) return said;
    return await withHosts(options, environment, output);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    if (error.exitCode !== 0 && argv.includes("--json")) {
      output.out(`${JSON.stringify({ error: { code: "usage", message: error.message.trim() } })}\n`);
      return error.exitCode;
    }
    output.out(error.output);
    if (error.message !== "") personAtTerminal.note(error.message);
    return error.exitCode;
  }
}

/** What needs no BMC; null when one is needed. */
function withoutHosts({ help, version, oem, hosts, words }: IpmiOptions, streams: Streams): number | null {
  if (version) streams.out(`${VERSION_LINE}\n`);
  else if (help) streams.error(optionsHelp());
  else if (oem === "list" || oem === "help") streams.error(oemTypes);
  else if (hosts === null && words[0] !== "help") throw new UsageError("No hostname specified!");
  else return null;
  return 0;
}

async function withHosts(options: IpmiOptions, environment: Environment, output: Output): Promise<number> {
  const interactive = ["shell", "exec", "set"].includes(options.words[0] ?? "");
  const found = interactive ? null : await lookUp(options.words);
  found?.verb.parse(found.words);
  const hosts = expandHosts(options.hosts ?? "");
  const plan = planConnection(options);
  const credentials = await readCredentials(options, environment, personAtTerminal);
  const [first = ""] = hosts;
  const run = hostRun(options, plan, credentials, cacheFolder(environment), output);
  if (found === null) {
    if (hosts.length > 1) throw new UsageError(`${options.words[0]} is for one host`);
    const { runLines } = await import("./lines");
    return runLines(asking(run(first)), output);
  }
  if (meansMany(options.hosts ?? "")) return onMany(hosts, options, found, run, output);
  const outcome = await runOnHost(asking(run(first)), found);
  return options.json ? jsonOfOne(first, found, outcome, output) : show(outcome, output);
}

function hostRun(
  options: IpmiOptions,
  plan: HostRun["plan"],
  credentials: Credentials,
  folder: string | null,
  output: Output,
): (host: string) => HostRun {
  const terminal = processTerminal(options.escape);
  const interrupted = interruptible(output);
  const note = personAtTerminal.note;
  const common = { options, plan, credentials, note, cacheFolder: folder, ...(terminal && { terminal }) };
  return (host) => ({ host, ...common, signal: interrupted() });
}

/** A verb may ask the person for what was not said. */
function asking(run: HostRun): HostRun {
  return { ...run, askSecret: personAtTerminal.askSecret };
}

/**
 * Ctrl-C, or output that nobody reads, ends what runs, and sessions are closed; a second one ends us. Each host has a signal of its own: listeners
 * of a signal are in one list, which is walked with every request.
 */
function interruptible(output: Output): () => AbortSignal {
  const reason = new Error("interrupted");
  const running: AbortController[] = [];
  let isInterrupted = false;
  const interrupt = () => {
    isInterrupted = true;
    for (const one of running) one.abort(reason);
  };
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  output.onLost(interrupt);
  return () => {
    const one = new AbortController();
    if (isInterrupted) one.abort(reason);
    running.push(one);
    return one.signal;
  };
}

function show({ output, complaint, exitCode }: VerbOutcome, streams: Streams): number {
  streams.out(output);
  if (complaint !== "") personAtTerminal.note(complaint);
  return exitCode;
}

function jsonOfOne(host: string, { verb }: FoundVerb, outcome: VerbOutcome, streams: Streams): number {
  streams.out(`${JSON.stringify(asJson(host, verb.path.join(" "), outcome))}\n`);
  return outcome.exitCode;
}

async function onMany(
  hosts: readonly string[],
  options: IpmiOptions,
  found: FoundVerb,
  run: (host: string) => HostRun,
  output: Output,
): Promise<number> {
  await confirmOnce(hosts, options, found);
  const progress = new Progress(hosts.length, process.stderr);
  const report = reportFor(options, found, output);
  let failed = false;
  await runOnMany(
    hosts,
    options.fanout,
    (host) => runOnHost({ ...run(host), note: (line) => personAtTerminal.note(`${host}: ${line}`) }, found),
    (outcome) => {
      const ok = outcome.outcome.exitCode === 0;
      failed ||= !ok;
      progress.clear();
      report.add(outcome);
      progress.add(ok);
    },
  );
  report.end();
  return failed ? 1 : 0;
}

function reportFor(options: IpmiOptions, { verb }: FoundVerb, streams: Streams): Report {
  if (options.json) return jsonReport(verb.path.join(" "), streams);
  return options.consolidate ? consolidatedReport(streams) : linesReport(streams);
}

/** What hurts when done twice is not done to many by a slip. */
async function confirmOnce(
  hosts: readonly string[],
  { yes }: IpmiOptions,
  { verb, words }: FoundVerb,
): Promise<void> {
  const commandClass = typeof verb.class === "function" ? verb.class(verb.parse(words)) : verb.class;
  if (commandClass !== "once" || yes || hosts.length < 2) return;
  const line = verb.path.join(" ");
  const answer = await personAtTerminal.ask(`${line} on ${hosts.length} hosts? [y/N] `);
  if (answer === null) throw new UsageError(`${line} on ${hosts.length} hosts needs --yes`);
  if (!/^y(es)?$/i.test(answer.trim())) throw new UsageError("Nothing was done.");
}
