import { execFile, spawn } from "node:child_process";
import { type Line, Script } from "./script";

const PATIENCE_MS = 40_000;

export interface Ended {
  readonly ok: boolean;
  /** Standard output and error output. */
  readonly output: string;
}

export function runProgram([program = "", ...words]: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(program, words, { timeout: PATIENCE_MS }, (error, output, complaint) =>
      resolve({ ok: error === null, output: error === null ? output : `${output}${complaint}` }),
    );
  });
}

/** In a pseudo-terminal, with a person at it who follows a script; it is ended when that takes too long. */
export async function runInTerminal(command: readonly string[], lines: readonly Line[]): Promise<Ended> {
  const quoted = command.map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["-qfc", quoted, "/dev/null"], { stdio: ["pipe", "pipe", "inherit"] });
  const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  const script = new Script(lines, (keys) => child.stdin.write(keys));
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    const text = chunk.toString("latin1");
    output += text;
    script.heard(text);
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  clearTimeout(timer);
  return { ok: code === 0 && script.done, output };
}
