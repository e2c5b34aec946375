import { describe, expect, test } from "vitest";
import { getDeviceId } from "../../../ipmi/commands/app/get-device-id";
import { getSessionInfo } from "../../../ipmi/commands/app/get-session-info";
import { getSystemInfoParameters } from "../../../ipmi/commands/app/get-system-info-parameters";
import { getWatchdogTimer } from "../../../ipmi/commands/app/get-watchdog-timer";
import {
  DcmiCapability,
  getDcmiCapabilitiesInfo,
} from "../../../ipmi/commands/dcmi/get-dcmi-capabilities-info";
import { getPowerReading } from "../../../ipmi/commands/dcmi/get-power-reading";
import type { IpmiClient } from "../../../ipmi/ipmi-client";
import { type FruReading, readFru, readFrus } from "../../../ipmi/readers/fru";
import { findLanChannel } from "../../../ipmi/readers/lan-channel";
import { readSdrRepository } from "../../../ipmi/readers/sdr-repository";
import { vendorOf } from "../../../ipmi/vendors/vendor-of";
import { personalityBench } from "../testing/personality-bench";
import { inventoryPersonalities } from ".";

const bench = (...names: string[]) => personalityBench(inventoryPersonalities, ...names);
const builtIn = (...names: string[]) =>
  bench(...names).run((client) => readFru(client, 0, "Builtin FRU Device"));

const normal = await builtIn();

test("the server itself has a FRU without a fault", () => {
  expect(normal).toMatchObject({ absent: false, inventory: { warnings: [] } });
  expect(normal.inventory.areas.length).toBeGreaterThan(1);
});

test.each(["present-channel-unknown", "channels-unknown"])("%s: the LAN channel is found", async (name) => {
  const { machine, run } = bench(name);
  expect(await run((client) => findLanChannel(client))).toBe(machine.lanChannel);
});

test("manufacturer-of-somebody-else: the number's usual user is meant", async () => {
  const { manufacturerId } = await bench("manufacturer-of-somebody-else").run((client) =>
    client.send(getDeviceId, undefined),
  );
  expect(vendorOf(manufacturerId)?.name).toBe("Supermicro");
});

test("auxiliary-firmware-missing: the rest of Get Device ID is read", async () => {
  const device = await bench("auxiliary-firmware-missing").run((client) =>
    client.send(getDeviceId, undefined),
  );
  expect(device).toMatchObject({ manufacturerId: 674, auxiliaryFirmware: null });
});

test("fru-header-checksum-wrong: read with a warning, or without where a person says so", async () => {
  const { run } = bench("fru-header-checksum-wrong");
  const read = (workarounds: readonly "skipchecks"[]) =>
    run((client): Promise<FruReading> => readFru(client, 0, "", { workarounds }));
  const warned = await read([]);
  expect(warned.inventory.areas).toEqual(normal.inventory.areas);
  expect(warned.inventory.warnings).toEqual(["header checksum is wrong"]);
  expect((await read(["skipchecks"])).inventory).toEqual(normal.inventory);
});

test.each(["fru-parts-of-sixteen-bytes", "fru-large-reads-unanswered", "fru-counts-lie"])(
  "%s: every field, no warning",
  async (name) => {
    expect((await builtIn(name)).inventory).toEqual(normal.inventory);
  },
);

test("fru-absent-by-any-code: what is not there is absent, the rest is read", async () => {
  const frus = await bench("fru-absent-by-any-code").run(async (client) => {
    const repository = await readSdrRepository(client);
    return readFrus(client, repository.frus);
  });
  expect(frus.length).toBeGreaterThan(1);
  expect(frus.filter(({ id }) => id !== 0).every(({ absent }) => absent)).toBe(true);
  expect(frus.find(({ id }) => id === 0)?.absent).toBe(false);
});

test("fru-blank: nothing is made up", async () => {
  expect((await builtIn("fru-blank")).inventory).toEqual({
    areas: [],
    warnings: ["no FRU data is programmed"],
  });
});

describe("what a BMC does not tell is an error of that question alone", () => {
  const power = (client: IpmiClient) => client.send(getPowerReading, { rollingAverage: null });
  const capabilities = (client: IpmiClient) =>
    client.send(getDcmiCapabilitiesInfo, { parameter: DcmiCapability.Supported });
  const information = (client: IpmiClient) =>
    client.send(getSystemInfoParameters, { parameter: 1, set: 0, block: 0 });
  const watchdog = (client: IpmiClient) => client.send(getWatchdogTimer, undefined);

  test.each<[string, (client: IpmiClient) => Promise<unknown>, object]>([
    ["dcmi-power-empty", power, { code: "decode" }],
    ["dcmi-refused-without-group", capabilities, { completionCode: 0xc1 }],
    ["system-info-refused", information, { completionCode: 0xd4 }],
    ["watchdog-reply-empty", watchdog, { code: "decode" }],
  ])("%s", async (name, ask, error) => {
    const { run, bmc } = bench(name);
    await expect(run(ask)).rejects.toMatchObject(error);
    expect((await run((client) => client.send(getDeviceId, undefined))).manufacturerId).toBe(674);
    expect(bmc.sessionCount()).toBe(1);
  });

  test("session-info-three-bytes: the session is not taken for lost", async () => {
    const { run } = bench("session-info-three-bytes");
    const found = await run((client) => client.send(getSessionInfo, { by: "current" }));
    expect(found).toMatchObject({ handle: 0, active: null });
  });
});
