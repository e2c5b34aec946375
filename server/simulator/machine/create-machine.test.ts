import { describe, expect, test } from "vitest";
import { getDeviceId } from "../../ipmi/commands/app/get-device-id";
import { chassisControl } from "../../ipmi/commands/chassis/chassis-control";
import { getChassisStatus } from "../../ipmi/commands/chassis/get-chassis-status";
import { readSdrRepository } from "../../ipmi/readers/sdr-repository";
import { readSel } from "../../ipmi/readers/sel";
import { SensorScanner } from "../../ipmi/readers/sensors";
import { VirtualClock } from "../../ipmi/testing/virtual-clock";
import { Direct, EPOCH } from "./testing/direct";

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

  test("same seed and time, same bytes", async () => {
    const life = async (seed: number) => {
      const bmc = new Direct({ seed, mishaps: true });
      bmc.raw(0x00, 0x02, "02");
      await bmc.clock.advance(3 * 3_600_000);
      const sensors = Array.from({ length: 24 }, (_, n) =>
        bmc.raw(0x04, 0x2d, (n + 1).toString(16).padStart(2, "0")),
      );
      const log = Buffer.concat(
        (await readSel(bmc)).records.map((record) => Buffer.from(JSON.stringify(record))),
      );
      const fru = bmc.raw(0x0a, 0x11, "00000040");
      bmc.machine.stop();
      return [...sensors, log.toString(), fru, ...bmc.actions];
    };
    expect(await life(7)).toEqual(await life(7));
    expect(await life(7)).not.toEqual(await life(8));
  });

  test("same seed on another day: the sensors walk the same way", async () => {
    const walk = async (start: number) => {
      const clock = new VirtualClock();
      const bmc = new Direct({ seed: 7, clock, now: () => start + clock.now() });
      const steps: (string | null)[] = [];
      for (let minute = 0; minute < 60; minute++) {
        for (let number = 1; number <= 24; number++) {
          steps.push(bmc.raw(0x04, 0x2d, number.toString(16).padStart(2, "0")));
        }
        await clock.advance(60_000);
      }
      return steps;
    };
    const first = await walk(EPOCH);
    expect(await walk(EPOCH + 1_234_567_890)).toEqual(first);
    expect(new Set(first).size).toBeGreaterThan(24);
  });

  test("machines of one profile share their SDRs, and none has a timer while nothing happens", () => {
    const [one, other] = [new Direct({ seed: 1 }), new Direct({ seed: 2 })];
    // The same record, byte for byte, however many machines read it.
    expect(one.raw(0x0a, 0x23, "000001000040")).toBe(other.raw(0x0a, 0x23, "000001000040"));
    expect(one.clock.pendingTimers).toBe(0);
  });
});
