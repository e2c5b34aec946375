import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ForeignBench } from "./testing/foreign-bench";

/** Besides what e2e/interop has ipmitool do with every profile. */
describe("ipmitool on a simulated BMC", () => {
  let bench: Awaited<ReturnType<typeof ForeignBench.start>>;
  beforeAll(async () => {
    bench = await ForeignBench.start("127.2.43.21");
  });
  afterAll(() => bench.stop());

  it("finds a type of authentication for IPMI 1.5", async () => {
    expect(await bench.ipmitool(["-I", "lan"], "power", "status")).toBe("Chassis Power is on\n");
  });

  it("lists records of every type", async () => {
    const list = await bench.ipmitool(["-I", "lanplus"], "sdr", "elist", "all");
    expect(list).toMatch(/degrees C/);
    expect(list).toMatch(/Dynamic MC @ 20h/);
  });

  it("is told the address that it speaks to", async () => {
    expect(await bench.ipmitool(["-I", "lanplus"], "lan", "print", "1")).toMatch(
      /IP Address +: 127\.2\.43\.21/,
    );
  });

  it("switches power once, and the log has the datagram", async () => {
    await bench.ipmitool(["-I", "lanplus"], "power", "cycle");
    const actions = bench.log.filter(({ from }) => from !== null);
    expect(actions.map(({ action }) => action)).toEqual(["power cycle"]);
    expect(actions[0]?.datagram).toMatch(/^0600ff0706c0/);
  });
});
