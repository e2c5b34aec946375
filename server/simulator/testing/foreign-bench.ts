import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { systemClock, systemEntropy } from "../../ipmi/system";
import { startFleet } from "../fleet";
import type { ActionRecord } from "../machine";
import type { Personality } from "../personality";
import { profiles } from "../profiles/profiles";
import { bindUdp } from "../socket";

const run = promisify(execFile);
const TIMEOUT_MS = 40_000;

/** A simulated BMC on a loopback address, and programs we did not write that speak to it without workaround flags. */
export class ForeignBench {
  static readonly user = "admin";
  static readonly password = "correct horse";
  readonly log: ActionRecord[] = [];
  private constructor(readonly address: string) {}

  static async start(
    address: string,
    options: { personalities?: readonly Personality[] } = {},
  ): Promise<ForeignBench & { stop(): void }> {
    const bench = new ForeignBench(address);
    const fleet = await startFleet({
      endpoint: { address, port: 623 },
      count: 1,
      spread: "addresses",
      profiles: [profiles.dell],
      seed: 7,
      user: ForeignBench.user,
      password: ForeignBench.password,
      personalities: options.personalities ?? [],
      clock: systemClock,
      entropy: systemEntropy,
      now: Date.now,
      bind: bindUdp,
      log: (record) => bench.log.push(record),
    });
    return Object.assign(bench, { stop: () => fleet.stop() });
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

  private ipmitoolLogin(): string[] {
    return ["-H", this.address, "-U", ForeignBench.user, "-P", ForeignBench.password];
  }

  private freeIpmiLogin(): string[] {
    return ["-h", this.address, "-u", ForeignBench.user, "-p", ForeignBench.password];
  }
}
