import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ForeignBench } from "./testing/foreign-bench";

/** Besides what e2e/interop has FreeIPMI do with every profile. */
describe("FreeIPMI on a simulated BMC", () => {
  let bench: Awaited<ReturnType<typeof ForeignBench.start>>;
  beforeAll(async () => {
    bench = await ForeignBench.start("127.2.43.23");
  });
  afterAll(() => bench.stop());

  it.each(["LAN", "LAN_2_0"])("chooses suite and authentication itself with %s", async (protocol) => {
    expect(await bench.freeIpmi("bmc-info", "-D", protocol)).toMatch(/Manufacturer ID +: Dell/);
  });

  it("switches the identify light", async () => {
    await bench.freeIpmi("ipmi-chassis", "-D", "LAN_2_0", "--chassis-identify=TURN-OFF");
    expect(bench.log.at(-1)).toMatchObject({ action: "identify" });
  });

  it("resets once", async () => {
    expect(await bench.freeIpmi("ipmipower", "-D", "LAN_2_0", "--reset")).toMatch(/: ok/);
    expect(bench.log.filter(({ action }) => action === "power reset")).toHaveLength(1);
  });
});
