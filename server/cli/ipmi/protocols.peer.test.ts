import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { IpmiSimulator, type SimulatorOptions } from "@/e2e/fixtures/ipmi-sim";
import { temporaryFolder } from "@/e2e/fixtures/temporary-folder";
import { ipmitool, lightsoutIpmi } from "../testing/programs";

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A BMC of its own for a group: ipmi_sim may die of what another group did to it. */
function simulatorAt(address: string, options: Partial<SimulatorOptions> = {}): void {
  const simulator = () => new IpmiSimulator({ folder: `${folder}/${address}`, address, ...options });
  let started: IpmiSimulator;
  beforeAll(async () => {
    started = simulator();
    await started.start();
  });
  afterAll(() => started.stop());
}

/** `theirArgs` where ipmitool cannot do what we can: what it prints does not depend on the protocol. */
async function expectSame(args: readonly string[], theirArgs = args): Promise<void> {
  const theirs = await ipmitool(theirArgs);
  const ours = await lightsoutIpmi(args);
  expect([ours.out, ours.exitCode], ours.error).toEqual([theirs.out, theirs.exitCode]);
}

const login = ["-U", "ipmiusr", "-P", "test"];

describe("IPMI 1.5", () => {
  const address = "127.2.59.1";
  simulatorAt(address, { authenticationTypes: ["none", "md2", "md5", "straight"] });

  test.each(["MD5", "PASSWORD"])("-A %s: ipmitool's output and exit code", async (type) => {
    const way = ["-I", "lan", "-H", address, "-A", type, ...login];
    await expectSame([...way, "mc", "info"]);
    await expectSame([...way, "sdr"]);
    await expectSame([...way, "-L", "USER", "power", "status"]);
    await expectSame([...way, "-L", "USER", "mc", "reset", "nonsense"]);
  });

  // Debian's ipmitool is built without MD2.
  test("-A MD2 gives what -A MD5 gives ipmitool", () => {
    const way = (type: string) => ["-I", "lan", "-H", address, "-A", type, ...login, "mc", "info"];
    return expectSame(way("MD2"), way("MD5"));
  });

  test("without -A the strongest that the BMC knows", () =>
    expectSame(["-I", "lan", "-H", address, ...login, "chassis", "status"]));

  test.each(["MD5", "PASSWORD"])("-A %s with a wrong password", (type) =>
    expectSame(["-I", "lan", "-H", address, "-A", type, "-U", "ipmiusr", "-P", "wrong", "mc", "info"]),
  );

  test("a type nobody knows", () =>
    expectSame(["-I", "lan", "-H", address, "-A", "SHA", ...login, "mc", "info"]));
});

describe("IPMI 1.5 without authentication", () => {
  const address = "127.2.59.2";
  simulatorAt(address, { authenticationTypes: ["none"] });

  test("-A NONE: ipmitool's output and exit code", () =>
    expectSame(["-I", "lan", "-H", address, "-A", "NONE", "-U", "ipmiusr", "mc", "info"]));

  test("a type the BMC does not have", () =>
    expectSame(["-I", "lan", "-H", address, "-A", "MD5", ...login, "mc", "info"]));
});

describe("IPMI 2.0", () => {
  const address = "127.2.55.3";
  simulatorAt(address);

  test.each(["0", "1", "2", "3", "6"])("-C %s: ipmitool's output and exit code", async (suite) => {
    const way = ["-I", "lanplus", "-H", address, "-C", suite, ...login];
    await expectSame([...way, "mc", "info"]);
    await expectSame([...way, "sel", "list"]);
  });

  // ipmitool 1.8.19 ends with an assertion over suites 11 and 12.
  test("-C 11 gives what -C 3 gives ipmitool", () => {
    const way = (suite: string) => ["-I", "lanplus", "-H", address, "-C", suite, ...login, "mc", "info"];
    return expectSame(way("11"), way("3"));
  });

  test.each(["4", "5", "9", "10", "13", "14", "18", "256", "no"])("-C %s fails in both", (suite) =>
    expectSame(["-I", "lanplus", "-H", address, "-C", suite, ...login, "mc", "info"]),
  );
});

describe("IPMI 2.0, where secrets come from", () => {
  const address = "127.2.55.5";
  simulatorAt(address);
  const way = ["-I", "lanplus", "-C", "3", "-H", address, "-U", "ipmiusr"];

  test("-E without its variable leaves what was said before", () =>
    expectSame([...way, "-P", "test", "-E", "power", "status"]));

  test("a key that begins with 00 is used: ipmitool takes it for none", async () => {
    const args = [...way, "-P", "test", "-y", "0011223344", "-N", "1", "-R", "1", "power", "status"];
    expect((await ipmitool(args)).exitCode).toBe(0);
    expect(await lightsoutIpmi(args)).toMatchObject({ exitCode: 1, out: "" });
  });
});

describe("IPMI 2.0, suites the BMC has not", () => {
  const address = "127.2.55.4";
  simulatorAt(address);

  test.each(["15", "16", "17"])("-C %s fails in both", (suite) =>
    expectSame(["-I", "lanplus", "-H", address, "-C", suite, ...login, "mc", "info"]),
  );
});
