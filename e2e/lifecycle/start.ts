import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** How a start ended that was not to succeed. */
export interface FailedStart {
  readonly code: number | null;
  /** Lines on standard error. */
  readonly lines: readonly string[];
}

/** Starts with these settings and waits for the process to end. */
export async function startAndFail(settings: Readonly<Record<string, string>>): Promise<FailedStart> {
  const child = spawn(process.execPath, ["tools/start.mjs"], {
    cwd: root,
    env: { NODE_ENV: "production", PATH: process.env.PATH, HOME: process.env.HOME, ...settings },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const deadline = setTimeout(() => child.kill("SIGKILL"), 60_000);
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (data: string) => {
    errors += data;
  });
  const [code] = await once(child, "close");
  clearTimeout(deadline);
  return { code, lines: errors.split("\n").filter((line) => line !== "") };
}
