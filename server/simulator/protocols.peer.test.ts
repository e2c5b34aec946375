import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Personality } from "./personality";
import { ForeignBench } from "./testing/foreign-bench";

/** No board offers all of this; together it is what the engine and the simulated BMC speak. */
const everyProtocol: Personality = {
  name: "every-protocol",
  seenOn: "nothing",
  summary: "All cipher suites but those with xRC4, and all types of authentication of IPMI 1.5.",
  traits: {
    cipherSuites: [0, 1, 2, 3, 6, 7, 8, 11, 12, 15, 16, 17],
    authenticationTypes: ["none", "md2", "md5", "password"],
  },
};

describe("programs we did not write, over every protocol of a simulated BMC", () => {
  let bench: Awaited<ReturnType<typeof ForeignBench.start>>;
  beforeAll(async () => {
    bench = await ForeignBench.start("127.2.53.21", { personalities: [everyProtocol] });
  });
  afterAll(() => bench.stop());

  // ipmitool 1.8.19 ends with an assertion over suites 11 and 12.
  it.each([0, 1, 2, 3, 6, 7, 8, 15, 16, 17])("ipmitool, cipher suite %i", async (suite) => {
    const connection = ["-I", "lanplus", "-C", `${suite}`];
    expect(await bench.ipmitool(connection, "power", "status")).toBe("Chassis Power is on\n");
  });

  it.each([0, 1, 2, 3, 6, 7, 8, 11, 12, 15, 16, 17])("FreeIPMI, cipher suite %i", async (suite) => {
    const info = await bench.freeIpmi("bmc-info", "-D", "LAN_2_0", "-I", `${suite}`, "-l", "ADMIN");
    expect(info).toMatch(/Manufacturer ID +: Dell/);
  });

  // Debian's ipmitool is built without MD2 and sends zeros for its codes; FreeIPMI has it.
  it.each(["NONE", "MD5", "PASSWORD"])("ipmitool, IPMI 1.5 with %s", async (type) => {
    expect(await bench.ipmitool(["-I", "lan", "-A", type], "power", "status")).toBe("Chassis Power is on\n");
  });

  it.each(["NONE", "MD2", "MD5", "STRAIGHT_PASSWORD_KEY"])("FreeIPMI, IPMI 1.5 with %s", async (type) => {
    const info = await bench.freeIpmi("bmc-info", "-D", "LAN", "-a", type, "-l", "ADMIN");
    expect(info).toMatch(/Manufacturer ID +: Dell/);
  });
});
