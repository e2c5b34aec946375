// Runs the parts of check and test as child processes.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** The script of a package in node_modules, run by the Node that runs us. */
export const bin = (path) => [process.execPath, `${root}node_modules/${path}`];

/**
 * Runs a command in the repository's root. `show`: its output goes to the terminal as it comes; otherwise it is kept and returned.
 * Never rejects.
 */
export function run([command, ...args], { env = {}, show = false } = {}) {
  return new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
    });
    let output = "";
    const keep = (data) => {
      output += data;
    };
    child.stdout?.setEncoding("utf8").on("data", keep);
    child.stderr?.setEncoding("utf8").on("data", keep);
    const done = (ok, problem = "") =>
      resolve({ ok, output: output + problem, seconds: (performance.now() - started) / 1000 });
    child.once("error", (error) => done(false, error.message));
    child.once("close", (code) => done(code === 0));
  });
}
