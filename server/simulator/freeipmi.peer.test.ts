import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ForeignBench } from "./testing/foreign-bench";

type Bench = Awaited<ReturnType<typeof ForeignBench.start>>;
const SUITE_3 = ["-D", "LAN_2_0"];
const SUITE_17 = ["-D", "LAN_2_0", "-I", "17", "-l", "ADMIN"];

describe("FreeIPMI on a simulated BMC", () => {
  let open: Bench;
  let keyed: Bench;
  beforeAll(async () => {
    open = await ForeignBench.start("127.2.43.23");
    keyed = await ForeignBench.start("127.2.43.24", { bmcKey: "KGtestkey123" });
  });
  afterAll(() => Promise.all([open.stop(), keyed.stop()]));

  it("bmc-info", async () => {
    for (const connection of [SUITE_3, SUITE_17, ["-D", "LAN"]]) {
      expect(await open.freeIpmi("bmc-info", ...connection)).toMatch(/Manufacturer ID +: Dell/);
    }
    expect(await keyed.freeIpmi("bmc-info", ...SUITE_3)).toMatch(/Manufacturer ID +: Dell/);
  });

  it("ipmi-sensors", async () => {
    expect(await open.freeIpmiWithCache("ipmi-sensors", ...SUITE_3)).toMatch(/Inlet Temp/);
    expect(await keyed.freeIpmiWithCache("ipmi-sensors", ...SUITE_17)).toMatch(/Temperature/);
  });

  it("ipmi-sel", async () => {
    expect(await open.freeIpmiWithCache("ipmi-sel", ...SUITE_3)).toMatch(/Temperature/);
    expect(await keyed.freeIpmiWithCache("ipmi-sel", ...SUITE_17)).toMatch(/Temperature/);
  });

  it("ipmi-fru", async () => {
    expect(await open.freeIpmiWithCache("ipmi-fru", ...SUITE_3)).toMatch(/Board Serial Number/);
    expect(await keyed.freeIpmiWithCache("ipmi-fru", ...SUITE_17)).toMatch(/Board Serial Number/);
  });

  it("ipmi-chassis", async () => {
    expect(await open.freeIpmi("ipmi-chassis", ...SUITE_3, "--get-chassis-status")).toMatch(
      /System Power +: on/,
    );
    await open.freeIpmi("ipmi-chassis", ...SUITE_17, "--chassis-identify=TURN-OFF");
    expect(open.log.at(-1)).toMatchObject({ action: "identify" });
    expect(await keyed.freeIpmi("ipmi-chassis", ...SUITE_3, "--get-chassis-status")).toMatch(/on/);
  });

  it("ipmipower", async () => {
    expect(await open.freeIpmi("ipmipower", ...SUITE_3, "--stat")).toMatch(/: on/);
    expect(await open.freeIpmi("ipmipower", ...SUITE_17, "--stat")).toMatch(/: on/);
    expect(await open.freeIpmi("ipmipower", "-D", "LAN", "--stat")).toMatch(/: on/);
    expect(await keyed.freeIpmi("ipmipower", ...SUITE_3, "--stat")).toMatch(/: on/);
    expect(await open.freeIpmi("ipmipower", ...SUITE_3, "--reset")).toMatch(/: ok/);
    expect(open.log.filter(({ action }) => action === "power reset")).toHaveLength(1);
  });

  it.each(["open", "keyed"] as const)("ipmiconsole: %s", async (which) => {
    const bench = which === "open" ? open : keyed;
    let typed = false;
    const output = await bench.inTerminal(["ipmiconsole", ...bench.freeIpmiLogin()], (seen, type) => {
      if (typed || !seen.includes("SOL established")) return;
      typed = true;
      type("\r");
      setTimeout(() => type("\r&."), 1500);
    });
    expect(output).toContain("SOL established");
    expect(output).toMatch(/closing the connection|closed/i);
  });
});
