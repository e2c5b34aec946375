import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { systemClock, systemEntropy } from "../../ipmi/system";
import { startFleet } from "../fleet";
import type { ActionRecord } from "../machine";
import type { Personality } from "../personality";
import type { ProfileName } from "../profiles/profile";
import { profiles } from "../profiles/profiles";
import { bindUdp } from "../socket";

const run = promisify(execFile);
const TIMEOUT_MS = 40_000;

/** A simulated BMC on a loopback address, and programs we did not write that speak to it without workaround flags. */
export class ForeignBench {
  static readonly user = "admin";
  static readonly password = "correct horse";
  readonly log: ActionRecord[] = [];
  private constructor(
    readonly address: string,
    private readonly bmcKey: string | null,
    private readonly cache: string,
  ) {}

  static async start(
    address: string,
    options: { bmcKey?: string; profile?: ProfileName; personalities?: readonly Personality[] } = {},
  ): Promise<ForeignBench & { stop(): Promise<void> }> {
    const profile = profiles[options.profile ?? "dell"];
    if (profile === undefined) throw new Error("no such profile");
    const cache = await mkdtemp(join(tmpdir(), "simulator-"));
    const bench = new ForeignBench(address, options.bmcKey ?? null, cache);
    const fleet = await startFleet({
      endpoint: { address, port: 623 },
      count: 1,
      spread: "addresses",
      profiles: [profile],
      seed: 7,
      user: ForeignBench.user,
      password: ForeignBench.password,
      ...(options.bmcKey !== undefined && { bmcKey: Buffer.from(options.bmcKey) }),
      personalities: options.personalities ?? [],
      clock: systemClock,
      entropy: systemEntropy,
      now: Date.now,
      bind: bindUdp,
      log: (record) => bench.log.push(record),
    });
    const stop = async () => {
      fleet.stop();
      await rm(cache, { recursive: true, force: true });
    };
    return Object.assign(bench, { stop });
  }

  /** Standard output of ipmitool; rejects when it fails. `connection` comes before host and login. */
  async ipmitool(connection: readonly string[], ...verb: string[]): Promise<string> {
    return (await run("ipmitool", [...connection, ...this.ipmitoolLogin(), ...verb], { timeout: TIMEOUT_MS }))
      .stdout;
  }

  /** Standard output of a FreeIPMI tool; rejects when it fails. */
  async freeIpmi(tool: string, ...options: string[]): Promise<string> {
    return (await run(tool, [...this.freeIpmiLogin(), ...options], { timeout: TIMEOUT_MS })).stdout;
  }

  /** The same with a cache of SDRs of its own. */
  freeIpmiWithCache(tool: string, ...options: string[]): Promise<string> {
    return this.freeIpmi(tool, "--quiet-cache", `--sdr-cache-directory=${this.cache}`, ...options);
  }

  ipmitoolLogin(): string[] {
    const key = this.bmcKey === null ? [] : ["-k", this.bmcKey];
    return ["-H", this.address, "-U", ForeignBench.user, "-P", ForeignBench.password, ...key];
  }

  freeIpmiLogin(): string[] {
    const key = this.bmcKey === null ? [] : ["-k", this.bmcKey];
    return ["-h", this.address, "-u", ForeignBench.user, "-p", ForeignBench.password, ...key];
  }

  /** Runs an interactive program in a terminal of its own; resolves with all it printed when it ended. */
  async inTerminal(
    command: readonly string[],
    step: (output: string, type: (text: string) => void) => void,
  ): Promise<string> {
    const quoted = command.map((word) => `'${word}'`).join(" ");
    const child = spawn("script", ["-qfc", quoted, "/dev/null"], { stdio: ["pipe", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString("latin1");
      step(output, (text) => child.stdin.write(text));
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), TIMEOUT_MS);
    await new Promise((resolve) => child.once("exit", resolve));
    clearTimeout(timer);
    return output;
  }
}
