import { expect, test } from "vitest";
import { Credentials, createIpmiClient, systemClock, systemEntropy, udpNetwork } from "@/server/ipmi";
import { getDeviceId } from "@/server/ipmi/commands/app/get-device-id";
import { getDeviceSdr } from "@/server/ipmi/commands/sensor-event/get-device-sdr";
import { getDeviceSdrInfo } from "@/server/ipmi/commands/sensor-event/get-device-sdr-info";
import { reserveDeviceSdrRepository } from "@/server/ipmi/commands/sensor-event/reserve-device-sdr-repository";
import { addSdr } from "@/server/ipmi/commands/storage/add-sdr";
import { clearSdrRepository } from "@/server/ipmi/commands/storage/clear-sdr-repository";
import { getSdrRepositoryInfo } from "@/server/ipmi/commands/storage/get-sdr-repository-info";
import { reserveSdrRepository } from "@/server/ipmi/commands/storage/reserve-sdr-repository";
import { ScriptedBmc } from "@/server/ipmi/readers/testing/scripted-bmc";
import { lookUp } from "../registry";
import { runVerb } from "../run-verb";
import { createVerbContext } from "../verb-context";
import { parseAddresses, slotAddresses } from "./controller-addresses";

const client = createIpmiClient({
  network: udpNetwork,
  clock: systemClock,
  entropy: systemEntropy,
  endpoint: { address: "127.0.0.1", port: 9 },
  credentials: new Credentials({ username: "", password: "" }),
});

const oemRecord = (mark: number) => Buffer.from([1, 0, 0x51, 0xc0, 4, 0x57, 1, 0, mark]);
const deviceId = Buffer.from("2001010002f9a20200000000000000", "hex");

/** A controller with one device SDR. */
function controller(mark: number): ScriptedBmc {
  return new ScriptedBmc()
    .on(getDeviceId, () => deviceId)
    .on(getDeviceSdrInfo, () => Buffer.of(1, 0x01))
    .on(reserveDeviceSdrRepository, () => Buffer.of(1, 0))
    .on(getDeviceSdr, (data) => {
      const [offset = 0, length = 0] = data.subarray(4);
      return Buffer.from([0xff, 0xff, ...oemRecord(mark).subarray(offset, offset + length)]);
    });
}

function bmc(): ScriptedBmc {
  return controller(0x20)
    .on(getSdrRepositoryInfo, () => Buffer.from([0x51, ...new Array<number>(12).fill(0), 0x02]))
    .on(reserveSdrRepository, () => Buffer.of(7, 0))
    .on(clearSdrRepository, () => Buffer.of(1))
    .on(addSdr, () => Buffer.of(1, 0));
}

async function fill(sender: ScriptedBmc, ...words: string[]) {
  const context = createVerbContext({
    client,
    bmc: sender,
    signal: new AbortController().signal,
    note: () => undefined,
  });
  return runVerb(await lookUp(["sdr", "fill", ...words]), { ...context, wait: async () => undefined });
}

const added = (sender: ScriptedBmc) =>
  sender.sent.filter(({ name }) => name === addSdr.name).map(({ data }) => data.at(-1));

test("nosat: what the BMC knows of its own sensors, and of nobody else's", async () => {
  const sender = bmc().behind(0xb0, controller(0xb0));
  expect(await fill(sender, "nosat")).toMatchObject({
    output: "SDRR successfully erased\nLoad SDRs from 0x20\n",
    exitCode: 0,
  });
  expect(added(sender)).toEqual([0x20]);
});

test("sensors: the BMC first, then each slot in which somebody answers", async () => {
  const sender = bmc()
    .behind(0xb0, controller(0xb0))
    .behind(0xc4, controller(0xc4))
    .behind(0xc2, controller(9));
  expect(await fill(sender, "sensors")).toMatchObject({
    output: "SDRR successfully erased\nLoad SDRs from 0x20\nLoad SDRs from 0xb0\nLoad SDRs from 0xc4\n",
    exitCode: 0,
  });
  expect(added(sender)).toEqual([0x20, 0xb0, 0xc4]);
});

test("range: who was named, in that order, the BMC not twice", async () => {
  const sender = bmc().behind(0x30, controller(0x30));
  expect(await fill(sender, "range", "0x30,0x20,0x32")).toMatchObject({
    output: [
      "List to scan: (Built-in) 30 20 32 ",
      "Clearing SDR Repository",
      "SDRR successfully erased",
      "Sanning built-in sensors..",
      "Load SDRs from 0x20",
      "Scanning 30h..",
      "Load SDRs from 0x30",
      "Scanning 20h..",
      "Scanning 32h..",
      "",
    ].join("\n"),
    exitCode: 0,
  });
  expect(added(sender)).toEqual([0x20, 0x30]);
});

test("nothing is erased when the BMC has no device SDRs, or a record cannot be read", async () => {
  const without = bmc().on(getDeviceSdrInfo, () => 0xc1);
  const broken = bmc().on(getDeviceSdr, (data) => {
    const next = data[2] === 0 ? [2, 0] : null;
    return next === null ? 0xff : Buffer.from([...next, ...oemRecord(1).subarray(data[4])]);
  });
  for (const sender of [without, broken]) {
    const { exitCode, complaint } = await fill(sender, "sensors");
    expect([exitCode, complaint]).toEqual([1, expect.stringContaining("nothing was changed")]);
    expect(sender.count(clearSdrRepository)).toBe(0);
  }
});

test("a record that is refused ends it, and what was done by then is told", async () => {
  const sender = bmc().on(addSdr, () => 0xc4);
  expect(await fill(sender, "nosat")).toMatchObject({
    output: "SDRR successfully erased\nLoad SDRs from 0x20\n",
    complaint: expect.stringContaining("Cannot add SDR ID 0x0001 to repository: Out of space"),
    exitCode: 1,
  });
});

test("addresses: lists and ranges of even ones", () => {
  expect(parseAddresses("0x28,0x32,0x40-0x44")).toEqual([0x28, 0x32, 0x40, 0x42, 0x44]);
  expect(parseAddresses("0x40-0x40,0x40")).toEqual([0x40]);
  for (const wrong of ["", "0x31", "0x44-0x40", "28", "0x2", "0x20-0x24-0x28", "0x00", "0x20,", "0xzz"]) {
    expect(() => parseAddresses(wrong), wrong).toThrow("Range - List invalid, cannot be parsed.");
  }
});

test("21 slots, without the address that the mapping leaves out", () => {
  expect([slotAddresses.length, slotAddresses[0], slotAddresses.at(-1)]).toEqual([21, 0xb0, 0xda]);
  expect(slotAddresses).not.toContain(0xc2);
});
