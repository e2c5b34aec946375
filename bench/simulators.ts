import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface SimulatorsOptions {
  readonly bind: string;
  readonly count: number;
  readonly sensors: number;
}

/** `lightsout simulate` in a process of its own. */
export class Simulators {
  static readonly user = "admin";
  static readonly password = "simulated";

  private constructor(private readonly child: ChildProcess) {}

  /** Resolves when it prints `ready`. */
  static async start({ bind, count, sensors }: SimulatorsOptions): Promise<Simulators> {
    const args = ["--bind", bind, "--port", "623", "--count", String(count), "--sensors", String(sensors)];
    const login = ["--user", Simulators.user, "--password", Simulators.password, "--seed", "1"];
    const child = spawn(process.execPath, ["tools/lightsout.mjs", "simulate", ...args, ...login], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(child, "exit").then(([code]) => {
      throw new Error(`the simulators ended with ${code}`);
    });
    const ready = (async () => {
      let output = "";
      for await (const chunk of child.stdout ?? []) {
        output += String(chunk);
        if (/^ready/m.test(output)) return;
      }
    })();
    await Promise.race([ready, ended]);
    ended.catch(() => undefined);
    child.stdout?.resume();
    return new Simulators(child);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.kill("SIGTERM");
    await ended;
  }
}
