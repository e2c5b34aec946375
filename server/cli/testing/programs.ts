import { spawn } from "node:child_process";

export interface Ended {
  readonly out: string;
  readonly error: string;
  readonly exitCode: number | null;
}

export interface Given {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a program to its end. */
export function program(
  command: string,
  args: readonly string[],
  { input, environment }: Given = {},
): Promise<Ended> {
  const child = spawn(command, args, { env: { ...process.env, ...environment } });
  let out = "";
  let error = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    error += text;
  });
  // A program that refuses its options ends without reading.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input ?? "");
  return new Promise((resolve) => child.once("close", (exitCode) => resolve({ out, error, exitCode })));
}

export const lightsoutIpmi = (args: readonly string[], given?: Given) =>
  program(process.execPath, ["tools/lightsout.cjs", "ipmi", ...args], given);

export const ipmitool = (args: readonly string[], given?: Given) => program("ipmitool", args, given);

/**
 * Runs a program in a pseudo-terminal; `typed` are what a person sees and types then, one after the other. Resolves with
 * all that appeared.
 */
export function inTerminal(
  command: readonly string[],
  typed: readonly (readonly [prompt: string, keys: string])[],
): Promise<{ readonly shown: string; readonly exitCode: number | null }> {
  const line = command.map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["-qefc", line, "/dev/null"], { stdio: ["pipe", "pipe", "inherit"] });
  const waiting = [...typed];
  let shown = "";
  let seen = 0;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    shown += text;
    const [next] = waiting;
    const at = next === undefined ? -1 : shown.indexOf(next[0], seen);
    if (next === undefined || at < 0) return;
    seen = at + next[0].length;
    waiting.shift();
    child.stdin.write(next[1]);
  });
  return new Promise((resolve) => child.once("close", (exitCode) => resolve({ shown, exitCode })));
}
