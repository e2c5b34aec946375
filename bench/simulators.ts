import { ReadyProcess } from "./ready-process";

export interface SimulatorsOptions {
  readonly bind: string;
  readonly count: number;
  readonly sensors: number;
}

/** `lightsout simulate` in a process of its own. */
export class Simulators {
  static readonly user = "admin";
  static readonly password = "simulated";

  private constructor(private readonly process: ReadyProcess) {}

  /** Resolves when all of them answer. */
  static async start({ bind, count, sensors }: SimulatorsOptions): Promise<Simulators> {
    const args = ["--bind", bind, "--port", "623", "--count", String(count), "--sensors", String(sensors)];
    const login = ["--user", Simulators.user, "--password", Simulators.password, "--seed", "1"];
    const program = ["tools/lightsout.cjs", "simulate", ...args, ...login];
    return new Simulators(await ReadyProcess.start("the simulators", program));
  }

  get pid(): number {
    return this.process.pid;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
