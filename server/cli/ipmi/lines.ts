import { readFile } from "node:fs/promises";
import type { IpmiClient } from "@/server/ipmi";
import { commandList, complete, lookUp } from "@/server/shell/registry";
import { runVerb, type VerbOutcome } from "@/server/shell/run-verb";
import { splitLine } from "@/server/shell/split-line";
import { UsageError, type VerbContext } from "@/server/shell/verb";
import type { IpmiOptions } from "./options";
import type { Streams } from "./report";
import { contextFor, type HostRun, withSession } from "./run-on-host";
import { setOption } from "./set-option";

/** `shell`, `exec FILE` and `set`: several lines over one session. Resolves with the exit code. */
export async function runLines(run: HostRun, streams: Streams): Promise<number> {
  const [word, ...rest] = run.options.words;
  const script = word === "exec" ? await readScript(rest[0]) : null;
  const outcome = await withSession(run, async (context) => {
    const lines = new Lines(run, context.client, context, streams);
    if (word === "set") return finished(await lines.run(run.options.words));
    return finished(script === null ? await interactive(lines) : await lines.runAll(script));
  });
  if (outcome.complaint !== "") run.note(outcome.complaint);
  return outcome.exitCode;
}

function finished(exitCode: number): VerbOutcome {
  return { output: "", complaint: "", exitCode, failure: null };
}

async function readScript(path: string | undefined): Promise<readonly string[]> {
  if (path === undefined) throw new UsageError("Usage: exec <filename>");
  try {
    return (await readFile(path, "utf8")).split("\n").map((line) => line.replace(/#.*/, ""));
  } catch {
    throw new UsageError(`File ${path} does not exist`);
  }
}

class Lines {
  constructor(
    private run_: HostRun,
    private readonly client: IpmiClient,
    private context: VerbContext,
    private readonly streams: Streams,
  ) {}

  /** The last failure's exit code; a line that fails does not end the script. */
  async runAll(lines: readonly string[]): Promise<number> {
    let exitCode = 0;
    for (const line of lines) {
      const ended = await this.runLine(line);
      if (ended !== 0) exitCode = ended;
    }
    return exitCode;
  }

  async runLine(line: string): Promise<number> {
    try {
      const words = splitLine(line);
      return words.length === 0 ? 0 : await this.run(words);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.run_.note(error.message);
      return error.exitCode;
    }
  }

  async run(words: readonly string[]): Promise<number> {
    if (words[0] === "set") return this.set(words.slice(1));
    if (words[0] === "echo") return this.echo(words.slice(1));
    const { output, complaint, exitCode } = await runVerb(await lookUp(words), this.context);
    this.streams.out(output);
    if (complaint !== "") this.run_.note(complaint);
    return exitCode;
  }

  private echo(words: readonly string[]): number {
    this.streams.out(`${words.map((word) => `${word} `).join("")}\n`);
    return 0;
  }

  private set(words: readonly string[]): number {
    const { options, said } = setOption(this.run_.options, words);
    this.use(options);
    this.streams.out(said);
    return 0;
  }

  private use(options: IpmiOptions): void {
    this.run_ = { ...this.run_, options };
    this.context = contextFor(this.run_, this.client);
  }
}

const PROMPT = "ipmi> ";
const HISTORY = 500;

/** A person at a terminal, or lines from a pipe. */
async function interactive(lines: Lines): Promise<number> {
  const { createInterface } = await import("node:readline");
  const { stdin, stdout } = process;
  const reader = createInterface({
    input: stdin,
    output: stdout,
    terminal: stdin.isTTY === true,
    prompt: PROMPT,
    historySize: HISTORY,
    completer: (line: string, answer: (error: Error | null, found: [string[], string]) => void) => {
      candidates(line).then(
        (found) => answer(null, found),
        (error: Error) => answer(error, [[], line]),
      );
    },
  });
  let exitCode = 0;
  try {
    reader.prompt();
    for await (const line of reader) {
      const said = line.trim();
      if (said === "quit" || said === "exit") return 0;
      if (said === "?") process.stderr.write(commandList());
      else {
        reader.pause();
        exitCode = await lines.runLine(said);
        reader.resume();
      }
      reader.prompt();
    }
    stdout.write("\n");
    return exitCode;
  } finally {
    // Leaving the loop does not: the process would stay as long as the terminal.
    reader.close();
  }
}

async function candidates(line: string): Promise<[string[], string]> {
  const words = line.trimStart().split(/\s+/);
  return [[...(await complete(words))], words.at(-1) ?? ""];
}
