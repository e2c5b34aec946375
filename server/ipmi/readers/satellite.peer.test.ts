import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freeIpmi, ipmitool, labelled } from "../../../e2e/fixtures/peers";
import { SATELLITE, SatelliteRack, satelliteRack } from "../../../e2e/fixtures/satellite-rack";
import { temporaryFolder } from "../../../e2e/fixtures/temporary-folder";
import { createIpmiClient } from "../client";
import { getDeviceId } from "../commands/app/get-device-id";
import { viaController } from "../commands/via-controller";
import { Credentials } from "../crypto/credentials";
import { BridgeError } from "../errors";
import type { IpmiClient } from "../ipmi-client";
import { systemClock, systemEntropy, udpNetwork } from "../system";
import { readFrus } from "./fru";
import { findLanChannel } from "./lan-channel";
import { readSdrRepository, type SdrRepository } from "./sdr-repository";
import { SensorScanner } from "./sensors";

let folder: string;
let rack: SatelliteRack;
let client: IpmiClient;
let repository: SdrRepository;

beforeAll(async () => {
  folder = await temporaryFolder();
  rack = new SatelliteRack(join(folder, "rack"), "127.2.42.3");
  await rack.start();
  client = createIpmiClient({
    network: udpNetwork,
    clock: systemClock,
    entropy: systemEntropy,
    endpoint: { address: rack.address, port: rack.port },
    credentials: new Credentials({ username: rack.user, password: rack.password, bmcKey: null }),
    cipherSuites: [3],
  });
  repository = await readSdrRepository(client);
});

afterAll(async () => {
  await client?.close();
  await rack?.stop();
  await rm(folder, { recursive: true, force: true });
});

test("sensors behind the BMC read as ipmitool and ipmi-sensors read them", async () => {
  const results = await new SensorScanner(repository.sensors, repository.controllers).read(client);
  const ours = new Map(results.map(({ record, text }) => [record.name, text]));
  const expected = [satelliteRack.own, ...satelliteRack.behind];
  expect([...ours]).toEqual(expected.map(({ name, shown }) => [name, shown]));

  const tool = await ipmitool(rack, "sdr", "elist");
  const toolRows = tool.split("\n").map((row) => row.split("|").map((cell) => cell.trim()));
  expect(toolRows.find(([name]) => name === "Sat Temp")?.[4]).toBe("37 degrees C");
  expect(toolRows.find(([name]) => name === "Sat 3.3V")?.[4]).toBe("3.33 Volts");
  expect(toolRows.find(([name]) => name === "Sat slot")?.[4]).toBe("Device Installed");

  const csv = ["--bridge-sensors", "--comma-separated-output", "--no-header-output"];
  const free = await freeIpmi(rack, "ipmi-sensors", folder, ...csv);
  const values = new Map(free.split("\n").map((row) => [row.split(",")[1], Number(row.split(",")[3])]));
  for (const { record, value } of results) {
    if (value !== null) expect(values.get(record.name)).toBeCloseTo(value, 2);
  }
});

test("the controller's device id and FRU are what ipmitool -t shows", async () => {
  const target = ["-t", `0x${SATELLITE.toString(16)}`];
  const device = await viaController(client, { channel: 0, address: SATELLITE }).send(getDeviceId, undefined);
  const info = labelled(await ipmitool(rack, ...target, "mc", "info"));
  expect(String(device.deviceId)).toBe(info.get("Device ID"));
  expect(info.get("Product ID")).toContain(String(device.productId));

  const frus = await readFrus(client, repository.frus);
  const board = frus.find(({ controller }) => controller?.address === SATELLITE);
  expect(board).toMatchObject({ name: satelliteRack.fru.name, absent: false, inventory: { warnings: [] } });
  const fields = board?.inventory.areas.flatMap((area) => area.fields.map(({ value }) => value));
  expect(fields).toContain(satelliteRack.fru.product);
  const printed = labelled(await ipmitool(rack, ...target, "fru", "print", "0"));
  expect(printed.get("Product Name")).toBe(satelliteRack.fru.product);
});

test("an address nobody has is named, and the session goes on", async () => {
  const nobody = viaController(client, { channel: 0, address: 0x42 });
  await expect(nobody.send(getDeviceId, undefined)).rejects.toMatchObject({
    constructor: BridgeError,
    message: expect.stringContaining("controller 42h on channel 0"),
  });
  expect((await client.send(getDeviceId, undefined)).deviceId).toBe(0x20);
});

test("the LAN channel is the one ipmitool finds", async () => {
  const channel = await findLanChannel(client);
  const printed = await ipmitool(rack, "channel", "info", "14");
  expect(printed).toContain(`Channel 0x${channel.toString(16)} info`);
});
