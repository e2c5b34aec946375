import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ForeignBench } from "./testing/foreign-bench";

type Bench = Awaited<ReturnType<typeof ForeignBench.start>>;

describe("ipmitool on a simulated BMC", () => {
  let open: Bench;
  let keyed: Bench;
  beforeAll(async () => {
    open = await ForeignBench.start("127.2.43.21");
    keyed = await ForeignBench.start("127.2.43.22", { bmcKey: "KGtestkey123" });
  });
  afterAll(() => Promise.all([open.stop(), keyed.stop()]));

  it.each([
    ["suite 3", ["-I", "lanplus", "-C", "3"]],
    ["suite 17", ["-I", "lanplus", "-C", "17"]],
    ["the suite it finds", ["-I", "lanplus"]],
    ["IPMI 1.5", ["-I", "lan"]],
    ["IPMI 1.5 with MD5", ["-I", "lan", "-A", "MD5"]],
  ])("logs in with %s", async (_, connection) => {
    expect(await open.ipmitool(connection, "power", "status")).toBe("Chassis Power is on\n");
  });

  it.each([
    ["suite 3", ["-I", "lanplus", "-C", "3"]],
    ["suite 17", ["-I", "lanplus", "-C", "17"]],
  ])("logs in with K_g and %s", async (_, connection) => {
    expect(await keyed.ipmitool(connection, "power", "status")).toBe("Chassis Power is on\n");
  });

  it("reads sensors, events, FRUs and configuration", async () => {
    const lanplus = ["-I", "lanplus"];
    expect(await open.ipmitool(lanplus, "sdr", "elist", "all")).toMatch(/degrees C/);
    expect(await open.ipmitool(lanplus, "sensor")).toMatch(/\| ok/);
    expect(await open.ipmitool(lanplus, "sel", "elist")).toMatch(/\| /);
    expect(await open.ipmitool(lanplus, "fru", "print", "0")).toMatch(/Board Serial/);
    expect(await open.ipmitool(lanplus, "lan", "print", "1")).toMatch(/IP Address +: 127\.2\.43\.21/);
    expect(await open.ipmitool(lanplus, "user", "list", "1")).toMatch(/2 +admin/);
    expect(await open.ipmitool(lanplus, "sol", "info", "1")).toMatch(/Enabled +: true/);
    expect(await open.ipmitool(lanplus, "session", "info", "active")).toMatch(/IPMIv2\/RMCP\+/);
    expect(await open.ipmitool(lanplus, "channel", "getciphers", "ipmi")).toMatch(/sha256_128/);
  });

  it("switches power once, and the log has the datagram", async () => {
    open.log.length = 0;
    await open.ipmitool(["-I", "lanplus"], "power", "cycle");
    const actions = open.log.filter(({ from }) => from !== null);
    expect(actions.map(({ action }) => action)).toEqual(["power cycle"]);
    expect(actions[0]?.datagram).toMatch(/^0600ff0706c0/);
  });

  it("types on the serial console", async () => {
    let typed = false;
    const command = ["ipmitool", "-I", "lanplus", ...open.ipmitoolLogin(), "sol", "activate"];
    const output = await open.inTerminal(command, (seen, type) => {
      if (!typed && seen.includes("SOL Session operational")) {
        typed = true;
        type("\r");
        setTimeout(() => type("\r~."), 1500);
      }
    });
    expect(output).toContain("[terminated ipmitool]");
    expect(open.log.map(({ action }) => action)).toContain("sol activate");
  });
});
