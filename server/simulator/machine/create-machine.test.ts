import { describe, expect, test } from "vitest";
import { getDeviceId } from "../../ipmi/commands/app/get-device-id";
import { chassisControl } from "../../ipmi/commands/chassis/chassis-control";
import { getChassisStatus } from "../../ipmi/commands/chassis/get-chassis-status";
import { readSdrRepository } from "../../ipmi/readers/sdr-repository";
import { readSel } from "../../ipmi/readers/sel";
import { SensorScanner } from "../../ipmi/readers/sensors";
import { Direct } from "./testing/direct";

async function sensorsOf(bmc: Direct) {
  const repository = await readSdrRepository(bmc);
  expect(repository.warnings).toEqual([]);
  const scanner = new SensorScanner(repository.sensors, repository.controllers);
  const round = await scanner.read(bmc);
  return { repository, round, named: (name: string) => round.find((result) => result.record.name === name) };
}

describe("a simulated machine", () => {
  test("says what it is", async () => {
    const id = await new Direct().send(getDeviceId, undefined);
    expect(id).toMatchObject({ manufacturerId: 674, productId: 256 });
  });

  test("refuses commands of the wrong length, and does not know all", () => {
    const bmc = new Direct();
    expect(bmc.raw(0x06, 0x01, "00")).toBe("c7");
    expect(bmc.raw(0x06, 0x7f)).toBeNull();
    expect(bmc.raw(0x06, 0x01, "", 0x42)).toBe("d3");
  });

  test("the sensors it is asked for have plausible readings and no alarm", async () => {
    for (const count of [1, 24, 60]) {
      const { repository, round } = await sensorsOf(new Direct({ sensors: count }));
      expect(repository.sensors).toHaveLength(count);
      const wrong = round.filter(
        ({ availability, severity }) => availability === "error" || severity === "critical",
      );
      expect(wrong).toEqual([]);
    }
  });

  test("answers before it acts, and takes its time", async () => {
    const bmc = new Direct();
    await bmc.send(chassisControl, { action: "power-down" });
    expect((await bmc.send(getChassisStatus, undefined)).power.on).toBe(true);
    await bmc.clock.advance(2500);
    expect((await bmc.send(getChassisStatus, undefined)).power.on).toBe(false);
    await expect(bmc.send(chassisControl, { action: "power-cycle" })).rejects.toMatchObject({
      completionCode: 0xd5,
    });
    await bmc.send(chassisControl, { action: "power-up" });
    await bmc.clock.advance(1500);
    expect((await bmc.send(getChassisStatus, undefined)).power.on).toBe(false);
    await bmc.clock.advance(3000);
    expect((await bmc.send(getChassisStatus, undefined)).power.on).toBe(true);
  });

  test("a lost supply is the same story in sensors and log", async () => {
    const bmc = new Direct();
    const before = (await readSel(bmc)).records.length;
    bmc.machine.fault("psu-lost", 0);
    const { named } = await sensorsOf(bmc);
    expect(named("Voltage 1")?.value).toBe(0);
    const after = (await readSel(bmc)).records;
    expect(after.length).toBeGreaterThan(before);
  });

  test("same seed and time, same bytes", () => {
    const answers = () => {
      const bmc = new Direct({ seed: 7 });
      return ["01", "03", "05", "0b"].map((sensor) => bmc.raw(0x04, 0x2d, sensor));
    };
    expect(answers()).toEqual(answers());
  });
});
