import { describe, expect, it } from "vitest";
import { getDeviceId } from "../ipmi/commands/app/get-device-id";
import { success } from "./protocol/reply";
import { simulatorBench } from "./testing/simulator-bench";

const SATELLITE = 0x30;
const BEHIND = 0x72;
const idOf = (address: number) => Buffer.from([address, 0x81, 2, 0x30, 2, 0x9f, 0x57, 1, 0, 0, 1]);

function benchWithSatellites(bridgedReply: "embedded" | "direct" | "both" = "direct") {
  const bench = simulatorBench({ traits: { bridgedReply } });
  bench.machine.controllers.add(SATELLITE).add(BEHIND);
  bench.machine.handlers.set("6/1", ({ address }) => success(idOf(address)));
  return bench;
}

describe("controllers behind a simulated BMC", () => {
  it.each(["embedded", "direct", "both"] as const)("answer through one bridge: %s", async (bridgedReply) => {
    const { clock, client } = benchWithSatellites(bridgedReply);
    const route = { channel: 0, address: SATELLITE };
    const id = await clock.run(client.send(getDeviceId, undefined, { route }));
    expect(id.deviceId).toBe(SATELLITE);
  });

  it("answer through two bridges", async () => {
    const { clock, client, machine } = benchWithSatellites();
    const route = { channel: 6, address: BEHIND, transit: { channel: 0, address: SATELLITE } };
    await clock.run(client.send(getDeviceId, undefined, { route }));
    expect(machine.executed.at(-1)).toMatchObject({ address: BEHIND, channel: 6 });
  });

  it("that are not there are refused", async () => {
    const { clock, client } = benchWithSatellites();
    const route = { channel: 0, address: 0x40 };
    await expect(clock.run(client.send(getDeviceId, undefined, { route }))).rejects.toMatchObject({
      completionCode: 0x83,
    });
  });
});
