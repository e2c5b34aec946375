import { spawn } from "node:child_process";
import { PassThrough } from "node:stream";
import { rgPath } from "@vscode/ripgrep";
import { RECORD_ARGUMENTS } from "./ripgrep-output";

export interface RipgrepPattern {
  readonly pattern: string;
  readonly regex: boolean;
  readonly caseSensitive: boolean;
}

/** ripgrep refused the expression; the message says where. */
export class SearchPatternError extends Error {
  override readonly name = "SearchPatternError";
}

/** Nothing can be searched on this machine. */
export class SearchUnavailableError extends Error {
  override readonly name = "SearchUnavailableError";
}

const MAX_ERROR_BYTES = 16 * 1024;
/** One thread a process, files in the order given; bytes as they are, whatever they look like. */
const FIXED_ARGUMENTS = [
  "--no-config",
  "--threads=1",
  "--text",
  "--encoding=none",
  "--crlf",
  "--no-mmap",
  "--no-ignore",
  "--hidden",
  "--search-zip",
  "--dfa-size-limit=16M",
  "--regex-size-limit=8M",
];

export interface RipgrepRun {
  readonly output: AsyncIterable<Buffer>;
  /** What it said on standard error, when it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
  kill(): void;
}

/** Starts ripgrep on these files, newest first; compressed ones are inflated by `gzip`. Killed when the signal says so. */
export function startRipgrep(
  pattern: RipgrepPattern,
  context: number,
  files: readonly string[],
  signal: AbortSignal,
): RipgrepRun {
  const args = [...RECORD_ARGUMENTS, `--context=${context}`, ...patternArguments(pattern), "--", ...files];
  const child = spawn(rgPath, args, { stdio: ["ignore", "pipe", "pipe"], signal, killSignal: "SIGKILL" });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    if (errors.length < MAX_ERROR_BYTES) errors += text;
  });
  const ended = new Promise<{ code: number | null; errors: string }>((resolve, reject) => {
    child.on("error", (error) => {
      if (error.name !== "AbortError") reject(new SearchUnavailableError("ripgrep cannot be started"));
    });
    child.on("close", (code) => resolve({ code, errors }));
  });
  // Who reads the output looks at the end, too; until then a failure is nobody's.
  ended.catch(() => undefined);
  // Node throws away what nobody reads of a process that has ended; this keeps it, and holds the process up when it is full.
  const output = child.stdout.pipe(new PassThrough());
  return { output, ended, kill: () => child.kill("SIGKILL") };
}

/** Rejects with SearchPatternError when ripgrep refuses it. */
export async function checkPattern(pattern: RipgrepPattern, signal: AbortSignal): Promise<void> {
  // An argument cannot hold it, and no line of text does.
  if (pattern.pattern.includes("\0")) throw new SearchPatternError("A pattern cannot hold the character NUL");
  const { output, ended } = startRipgrep(pattern, 0, ["/dev/null"], signal);
  for await (const _ of output);
  const { code, errors } = await ended;
  if (code === 2) throw new SearchPatternError(errors.replace(/^rg: /, "").trim());
}

let gzip: Promise<void> | null = null;

/** Without it ripgrep would look through compressed bytes and find nothing. Rejects with SearchUnavailableError. */
export function checkGzip(): Promise<void> {
  gzip ??= new Promise<void>((resolve, reject) => {
    spawn("gzip", ["--version"], { stdio: "ignore" })
      .on("error", () => reject(new SearchUnavailableError("The program gzip is missing")))
      .on("close", () => resolve());
  });
  gzip.catch(() => {
    gzip = null;
  });
  return gzip;
}

function patternArguments({ pattern, regex, caseSensitive }: RipgrepPattern): string[] {
  return [
    ...FIXED_ARGUMENTS,
    ...(regex ? [] : ["--fixed-strings"]),
    caseSensitive ? "--case-sensitive" : "--ignore-case",
    `--regexp=${pattern}`,
  ];
}
