import { describe, expect, test } from "vitest";
import { getDeviceId } from "../../ipmi/commands/app/get-device-id";
import { readFrus } from "../../ipmi/readers/fru";
import { readSdrRepository } from "../../ipmi/readers/sdr-repository";
import { SensorScanner } from "../../ipmi/readers/sensors";
import { Direct } from "../machine/testing/direct";
import { profiles } from "./profiles";

describe.each(Object.values(profiles))("the profile $name", (profile) => {
  test("has a full house of sensors at every size, each with a reading or a state, none in alarm", async () => {
    for (const count of [1, 24, 300]) {
      const bmc = new Direct({ profile, sensors: count });
      const repository = await readSdrRepository(bmc);
      expect(repository.warnings).toEqual([]);
      const own = repository.sensors.filter(({ owner }) => owner.id === 0x20);
      expect(own).toHaveLength(count);
      expect(new Set(own.map(({ owner, number }) => `${owner.lun}/${number}`)).size).toBe(count);
      const round = await new SensorScanner(repository.sensors, repository.controllers).read(bmc);
      const wrong = round.filter(
        ({ availability, severity }) =>
          !["ok", "event-only"].includes(availability) || severity === "critical" || severity === "warning",
      );
      expect(wrong.map(({ record, text, reason }) => [record.name, text, reason])).toEqual([]);
    }
  });

  test("has FRUs whose checksums and fields are right", async () => {
    const bmc = new Direct({ profile });
    const { frus } = await readSdrRepository(bmc);
    const readings = await readFrus(bmc, frus);
    expect(readings.length).toBeGreaterThanOrEqual(profile.frus.length);
    for (const { inventory } of readings) {
      expect(inventory.warnings).toEqual([]);
      expect(inventory.areas.length).toBeGreaterThan(0);
    }
  });

  test("says who made it, and has an administrator who may use its console", async () => {
    const bmc = new Direct({ profile, user: "admin", password: "sixteen and more" });
    const { identity, administrator, lanChannel } = profile;
    expect(await bmc.send(getDeviceId, undefined)).toMatchObject({
      manufacturerId: identity.manufacturerId,
      productId: identity.productId,
    });
    expect(bmc.machine.lanChannel).toBe(lanChannel);
    expect(bmc.machine.users()).toMatchObject([
      { id: administrator.id, name: "admin", enabled: true, privilegeLimit: 4, serialOverLan: true },
    ]);
    expect(bmc.machine.guid).toHaveLength(16);
  });

  test("no two machines of it are alike, and one is like itself", () => {
    const facts = (seed: number) => {
      const { machine } = new Direct({ profile, seed });
      return machine.guid.toString("hex");
    };
    expect(facts(3)).toBe(facts(3));
    expect(new Set([1, 2, 3, 4, 5].map(facts)).size).toBe(5);
  });
});
