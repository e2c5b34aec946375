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
import { runLine } from "../testing/run-line";
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

describe("on the command line", () => {
  const line = (words: string, ...names: string[]) => runLine(bench(...names), words);

  test("power-limit-absent-without-values: no limit, no values made up; with values they are shown", async () => {
    const { output, exitCode } = await line("dcmi power get_limit", "power-limit-absent-without-values");
    expect(output).toBe("\n    Current Limit State: No Active Power Limit\n\n\n");
    expect(exitCode).toBe(0);
    expect((await line("dcmi power get_limit")).output).toMatch(
      /No Active Power Limit\n.*\n.*Power Limit: +620 Watts/,
    );
  });

  test("asset-tag-length-missing: a tag of several parts is set all the same", async () => {
    const board = bench("asset-tag-length-missing");
    const tag = "rack-17/unit-4/blade-2-of-16";
    expect(await runLine(board, `dcmi set_asset_tag ${tag}`)).toMatchObject({
      exitCode: 0,
    });
    const read = await runLine(board, "dcmi asset_tag");
    expect(read.output).toBe(`\n Asset tag: ${tag}\n\n`);
  });

  test("dcmi-1.0-body: what is there is shown", async () => {
    const { output, exitCode } = await line("dcmi discover", "dcmi-1.0-body");
    expect(output).toContain("SEL entries");
    expect(output).toContain("Slave address of device: 20h");
    expect(exitCode).toBe(0);
  });

  test("dcmi-entities-of-1.0: the new ones are empty, so the old ones are asked for", async () => {
    const usual = await line("dcmi get_temp_reading");
    expect(usual.output).toMatch(/Inlet air temperature\(40h\)\t\t1\t/);
    const old = await line("dcmi get_temp_reading", "dcmi-entities-of-1.0");
    expect(old).toMatchObject({ exitCode: 0, output: expect.not.stringContaining("(40h)") });
    expect(old.output).toMatch(/Inlet air temperature\(37h\)\t\t1\t/);
    const sensors = await line("dcmi sensors", "dcmi-entities-of-1.0");
    expect(sensors.output).toMatch(/Inlet: 1 temperature sensor found:\nRecord ID 0x/);
  });

  test("guid-in-smbios-order: it is read so, and the bytes are to be had as they came", async () => {
    const read = await line("mc guid", "guid-in-smbios-order");
    expect(read.output).toContain("44454c4c-4b00-1035-8044-c4c04f463232");
    expect(read.output).toContain("SMBIOS");
    const dump = await line("mc guid dump", "guid-in-smbios-order");
    expect(dump.output).toContain("4C4C4544004B35108044C4C04F463232");
  });

  test("guid-empty: an error of that question, and the identity of the login is there", async () => {
    const board = bench("guid-empty");
    expect(await runLine(board, "mc guid")).toMatchObject({ exitCode: 1, output: "" });
    expect((await board.run((client) => client.connect())).guid).toMatch(/^[0-9a-f]{32}$/);
  });

  test("system-firmware-version-missing: each of the others is told", async () => {
    const board = bench("system-firmware-version-missing");
    const ask = (what: string) => runLine(board, `mc getsysinfo ${what}`);
    expect(await ask("system_fw_version")).toMatchObject({
      complaint: expect.stringContaining("not supported"),
      output: "\n",
    });
    expect((await ask("primary_os_name")).output).toBe("Linux\n");
    expect(await runLine(board, "mc info")).toMatchObject({ exitCode: 0 });
  });

  test("oem-answers-short: the byte is shown, and nothing is read beyond it", async () => {
    const board = bench("oem-answers-short");
    expect((await runLine(board, "raw 0x30 0x70 0x0c 0x00")).output).toBe(" 5a\n");
    expect((await runLine(board, "mc info")).exitCode).toBe(0);
  });
});
