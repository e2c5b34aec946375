import { type ChildProcess, spawn } from "node:child_process";

/** `lightsout simulate` in a process of its own; resolves when it is ready. */
export async function startSimulator(...options: string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["tools/lightsout.cjs", "simulate", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", (text: Buffer) => text.includes("ready") && resolve());
    child.once("exit", () => reject(new Error("the simulator ended")));
  });
  return child;
}

/** As Ctrl-C does; resolves when the process has ended. */
export async function stopSimulator(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}
