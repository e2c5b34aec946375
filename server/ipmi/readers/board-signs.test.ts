import { describe, expect, test } from "vitest";
import { getChannelAuthenticationCapabilities } from "../commands/app/get-channel-authentication-capabilities";
import { getDeviceId } from "../commands/app/get-device-id";
import { getFruInventoryAreaInfo } from "../commands/storage/get-fru-inventory-area-info";
import { readFruData } from "../commands/storage/read-fru-data";
import { hex } from "../commands/testing/vectors";
import { getLanConfigurationParameters } from "../commands/transport/get-lan-configuration-parameters";
import { lanParameters } from "../commands/transport/lan-parameters";
import { IpmiError, SessionEndedError } from "../errors";
import { fruImage, infoArea, text } from "../records/testing/fru-image";
import { VirtualClock } from "../testing/virtual-clock";
import { readBoardSigns } from "./board-signs";
import { ScriptedBmc } from "./testing/scripted-bmc";

const getMac = getLanConfigurationParameters(lanParameters.macAddress);

interface Board {
  readonly boardSerial?: string;
  readonly productSerial?: string;
  readonly mac?: string;
  readonly image?: (image: Buffer) => Buffer;
}

function board({ boardSerial = "BRD-0017", productSerial = "SRV-4711", mac, image }: Board = {}) {
  const areas = {
    board: infoArea([0, 0, 0, 0], [text("Acme"), text("Mainboard"), text(boardSerial), text("PN")]),
    product: infoArea([0], [text("Acme"), text("Server"), text("PN-1"), text("1.0"), text(productSerial)]),
  };
  const bytes = (image ?? ((whole) => whole))(Buffer.concat([fruImage(areas), Buffer.alloc(2048, 0xff)]));
  return new ScriptedBmc()
    .on(getDeviceId, () => hex("20 01 02 30 02 9f 7c2a00 0b08 00000001"))
    .on(getChannelAuthenticationCapabilities, () => hex("01 16 04 00 000000 00"))
    .on(getMac, (data) => (data[0] === 1 ? hex(`11 ${mac ?? "0025900a0b0c"}`) : 0xcc))
    .on(getFruInventoryAreaInfo, () => Buffer.from([bytes.length & 0xff, bytes.length >> 8, 0]))
    .on(readFruData, (data) => {
      const [offset, count] = [data.readUInt16LE(1), data.readUInt8(3)];
      return Buffer.concat([Buffer.from([count]), bytes.subarray(offset, offset + count)]);
    });
}

const read = (bmc: ScriptedBmc) => readBoardSigns(bmc, new VirtualClock(), new AbortController().signal);

const all = {
  manufacturerId: 10876,
  productId: 2059,
  boardSerial: "BRD-0017",
  productSerial: "SRV-4711",
  mac: "00:25:90:0a:0b:0c",
};

test("make, model, both serial numbers of FRU 0, and the address of our channel, in a dozen requests", async () => {
  const bmc = board();
  expect(await read(bmc)).toEqual(all);
  expect(bmc.sent.length).toBeLessThanOrEqual(12);
  expect(bmc.sent.every(({ data, name }) => name !== "Read FRU Data" || data[0] === 0)).toBe(true);
});

describe("a sign that cannot be read is not known, and the others are", () => {
  test.each([
    [getDeviceId, { manufacturerId: null, productId: null }],
    [getChannelAuthenticationCapabilities, { mac: null }],
    [getMac, { mac: null }],
    [getFruInventoryAreaInfo, { boardSerial: null, productSerial: null }],
    [readFruData, { boardSerial: null, productSerial: null }],
  ] as const)("%#", async (command, missing) => {
    expect(await read(board().on(command, () => 0xd4))).toEqual({ ...all, ...missing });
    expect(await read(board().on(command, () => hex("")))).toEqual({ ...all, ...missing });
    const silence = new IpmiError("no-answer", "no answer in time");
    expect(await read(board().on(command, () => silence))).toEqual({ ...all, ...missing });
  });

  test("a serial number of an area whose checksum is wrong", async () => {
    const image = (bytes: Buffer) => {
      const at = bytes.indexOf("BRD-0017");
      bytes.write("X", at);
      return bytes;
    };
    expect(await read(board({ image }))).toEqual({ ...all, boardSerial: null });
  });

  test("a serial number of an area that ends before its length", async () => {
    const image = (bytes: Buffer) => bytes.subarray(0, bytes.indexOf("SRV-4711") + 4);
    expect(await read(board({ image }))).toEqual({ ...all, productSerial: null });
  });
});

test("reading ends with the session", async () => {
  const lost = new SessionEndedError("session-lost", "the session has ended", true);
  await expect(read(board().on(getMac, () => lost))).rejects.toBe(lost);
});

test.each(["To be filled by O.E.M.", "0000000000", "XXXXXXXX", "Default string", "N/A", "0123456789", "."])(
  "%j is nobody's serial number",
  async (boardSerial) => {
    expect(await read(board({ boardSerial }))).toEqual({ ...all, boardSerial: null });
  },
);

test.each(["000000000000", "ffffffffffff", "01005e000001", "02a1b2c3d4e5"])(
  "%s is no board's own address",
  async (mac) => {
    expect(await read(board({ mac }))).toEqual({ ...all, mac: null });
  },
);

test("a FRU handed out a byte at a time, or of any length, costs a bounded number of requests", async () => {
  const endless = board().on(readFruData, () => hex("01 ff"));
  await read(endless);
  expect(endless.sent.length).toBeLessThanOrEqual(64);
});

test("a BMC that thinks long is asked for eight seconds, not longer", async () => {
  const clock = new VirtualClock();
  const slow = board();
  const sender: Parameters<typeof readBoardSigns>[0] = {
    async send(command, request, options) {
      await clock.advance(2_000);
      return slow.send(command, request, options);
    },
  };
  const signs = await readBoardSigns(sender, clock, new AbortController().signal);
  expect(slow.sent).toHaveLength(4);
  expect(signs).toEqual({ ...all, boardSerial: null, productSerial: null });
});
