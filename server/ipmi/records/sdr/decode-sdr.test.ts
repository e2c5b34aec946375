import { describe, expect, test } from "vitest";
import { hex } from "../../commands/testing/vectors";
import { DecodeError } from "../../errors";
import { convert } from "../conversion";
import { unitText } from "../units";
import { decodeSdr, isSensorRecord, type SdrRecord } from "./decode-sdr";
import { expandSharedSensors } from "./expand-sensors";
import { type SensorRecord, sensorKey } from "./sensor-record";

// Where a vector names no source it is laid out by hand from the tables of IPMI 2.0 §43.

function sensor(bytes: string): SensorRecord {
  const record = decodeSdr(hex(bytes));
  if (!isSensorRecord(record)) throw new Error(`a ${record.kind} record`);
  return record;
}

/** A compact record: Drive, type 0Dh, with sharing bytes and name as given. */
function compact(sharing: string, name: string): string {
  const body = `20 00 45 1a 01 67 40 0d 6f ff0f ff0f 0f00 c0 00 00 ${sharing} 00 00 00 00 00 00`;
  const bytes = Buffer.concat([hex(body), Buffer.from([0xc0 | name.length]), Buffer.from(name, "latin1")]);
  return `0700 51 02 ${bytes.length.toString(16).padStart(2, "0")} ${bytes.toString("hex")}`;
}

describe("full sensor record", () => {
  // Dell PowerEdge R630, from the tests of ipmi-rs.
  const inlet =
    "120051013520000407017f680101853285321b0900010000010280c230000797c58bff00ffafaa0079830101000000ca496e6c65742054656d70";

  test("a Dell R630's inlet temperature", () => {
    const record = sensor(inlet);
    expect(record).toMatchObject({
      kind: "full-sensor",
      recordId: 18,
      number: 4,
      name: "Inlet Temp",
      entity: { id: 7, instance: 1, logical: false },
      sensorType: 1,
      eventType: 1,
      thresholdAccess: "settable",
      readingMask: 0x1b,
      thresholds: {
        upperCritical: 0xaf,
        upperNonCritical: 0xaa,
        upperNonRecoverable: null,
        lowerCritical: 0x79,
      },
    });
    expect(unitText(record.units)).toBe("°C");
    expect(record.conversion && convert(0x99, record.conversion)).toBe(25);
    expect(record.range).toMatchObject({ nominal: 0x97, maximum: 0xff, minimum: 0 });
    expect(sensorKey(record.owner, record.number)).toBe("20-0-0-04");
  });

  test("a Dell FC830's current that has no thresholds", () => {
    // freeipmi-mirror issue 29.
    const record = sensor(
      "670051013220006a070167c00301000000000000000500000100000000e003000000ff000000000000000000000064c743757272656e74",
    );
    expect(record).toMatchObject({ name: "Current", thresholdAccess: "none", ignoreWhenAbsent: true });
    expect(record.conversion).toMatchObject({ m: 1, resultExponent: -2 });
  });

  test("negative ten-bit factors and four-bit exponents", () => {
    const record = sensor(
      "650051012f20006507017f680401000000003f3f80120000ad803d0000f100000000ff000000000000000000000000c453313031",
    );
    expect(record.conversion).toMatchObject({
      format: "twos-complement",
      m: -339,
      b: 61,
      resultExponent: -1,
      bExponent: 1,
    });
    expect(record.conversion && convert(133, record.conversion)).toBe(4230.7);
  });

  test("bytes past the length are left out, a name longer than the record is cut", () => {
    expect(sensor(`${inlet}41424344`).name).toBe("Inlet Temp");
    expect(sensor(inlet.slice(0, -8)).name).toBe("Inlet ");
  });

  test("cut before its name it is refused with the offset", () => {
    const cut = hex(inlet).subarray(0, 30);
    expect(() => decodeSdr(cut)).toThrow(DecodeError);
    expect(() => decodeSdr(hex("1200510135"))).toThrow(DecodeError);
    expect(() => decodeSdr(hex("12005101"))).toThrow(DecodeError);
  });
});

describe("compact and event-only records", () => {
  test("a Kontron MCMC's presence sensor", () => {
    // From the tests of python-ipmi.
    expect(
      sensor("d3005102288200d3c1640340216f000000000300c000000100000000000000cd41343a50726573205346502d31"),
    ).toMatchObject({
      kind: "compact-sensor",
      name: "A4:Pres SFP-1",
      owner: { id: 0x82 },
      sensorType: 0x21,
      eventType: 0x6f,
      conversion: null,
      readingMask: 3,
    });
  });

  test("an event-only record has no reading", () => {
    expect(sensor("0300 51 03 13 20 00 0a 07 01 23 6f 01 00 00 00 c2 5744 0000000000")).toMatchObject({
      kind: "event-only-sensor",
      number: 10,
      sensorType: 0x23,
      name: "WD",
      conversion: null,
    });
  });

  test("one that stands for several becomes as many, with numbers, names and entities of their own", () => {
    const drives = expandSharedSensors(sensor(compact("04 81", "Drive")));
    expect(drives.map(({ number, name, entity }) => [number, name, entity.instance])).toEqual([
      [0x45, "Drive1", 1],
      [0x46, "Drive2", 2],
      [0x47, "Drive3", 3],
      [0x48, "Drive4", 4],
    ]);
  });

  test("alphabetic modifiers run past Z, the blank before them counts, entities may be shared", () => {
    const slots = expandSharedSensors(sensor(compact("13 18", "Slot ")));
    expect(slots.map(({ name, entity }) => [name, entity.instance])).toEqual([
      ["Slot Y", 1],
      ["Slot Z", 1],
      ["Slot AA", 1],
    ]);
  });

  test("one for itself alone keeps its name; without one it is called by its number", () => {
    expect(expandSharedSensors(sensor(compact("00 05", "Drive"))).map(({ name }) => name)).toEqual(["Drive"]);
    expect(expandSharedSensors(sensor(compact("01 00", "")))[0]?.name).toBe("Sensor 69");
    expect(expandSharedSensors(sensor(compact("01 00", "\x1b[2J\x07")))[0]?.name).toBe("[2J");
  });
});

describe("ID strings", () => {
  const named = (typeLength: string) =>
    sensor(`0300 51 03 20 20 00 0a 07 01 23 6f 01 00 00 00 ${typeLength}`).name;

  test.each([
    ["Unicode", "04 29 6e a6 5e", "温度"],
    ["BCD plus", "44 12 b3 4c 56", "12-34.56"],
    ["6-bit packed", "83 29 dc a6", "IPMI"],
    ["8-bit", "c3 54 e9 b0", "Té°"],
    ["none", "c0", ""],
    ["absent", "", ""],
  ])("%s", (_, bytes, text) => {
    expect(named(bytes)).toBe(text);
  });
});

describe("other records", () => {
  const decode = (bytes: string): SdrRecord => decodeSdr(hex(bytes));

  test("entity associations as a list and as ranges", () => {
    expect(decode("0800 51 08 0b 07 01 00 0a 01 0a 02 00 00 00 00")).toMatchObject({
      kind: "entity-association",
      container: { id: 7, instance: 1 },
      contained: [
        { id: 10, instance: 1 },
        { id: 10, instance: 2 },
      ],
      linked: false,
    });
    expect(decode("0800 51 08 0b 07 01 c0 0a 01 0a 04 00 00 00 00")).toMatchObject({
      contained: [{ first: { instance: 1 }, last: { instance: 4 } }],
      linked: true,
    });
  });

  test("device-relative entity association", () => {
    const contained = `20 00 0a 61 ${"00 00 00 00 ".repeat(3)}`;
    expect(decode(`0900 51 09 1b 07 61 20 70 00 ${contained} 000000000000`)).toMatchObject({
      container: { id: 7, instance: 0x61, device: { address: 0x20, channel: 7 } },
      contained: [{ id: 10, instance: 0x61, device: { address: 0x20, channel: 0 } }],
    });
  });

  test("FRU locators: behind FRU commands, and directly on a bus", () => {
    // freeipmi-mirror issue 29 (Dell FC830).
    expect(decode("ac00511116200180000009020a0100cb4368617373697320505331")).toMatchObject({
      kind: "fru-locator",
      name: "Chassis PS1",
      accessAddress: 0x20,
      fruId: 1,
      entity: { id: 10, instance: 1 },
    });
    expect(decode("050051110f00b00000000000030200c443505532")).toMatchObject({ name: "CPU2", fruId: null });
  });

  test("controller and generic locators", () => {
    expect(decode("0100 51 12 0e 20 00 00 9f 00 00 00 07 01 00 c3 424d43")).toMatchObject({
      kind: "controller-locator",
      slaveAddress: 0x20,
      capabilities: 0x9f,
      name: "BMC",
    });
    expect(decode("0100 51 10 0f 20 a1 2b 00 00 08 01 08 01 00 c3 535044")).toMatchObject({
      kind: "generic-locator",
      slaveAddress: 0xa0,
      channel: 9,
      lun: 1,
      bus: 3,
      deviceType: 8,
      name: "SPD",
    });
  });

  test("confirmation, channel info and OEM records", () => {
    // From the tests of python-ipmi.
    expect(decode("450051131b2000010201514ac162068000000000000000000000000000000000")).toMatchObject({
      kind: "controller-confirmation",
      manufacturerId: 180554,
      productId: 32774,
    });
    expect(decode("0100 51 14 0b 82 00 00 00 00 00 00 81 00 00 00")).toMatchObject({
      kind: "channel-info",
      channels: { 0: { protocol: 2, transmitSupported: true }, 7: { protocol: 1 }, length: 8 },
    });
    expect(decode("0100 51 c0 07 570100 deadbeef")).toMatchObject({
      kind: "oem",
      manufacturerId: 343,
      data: hex("deadbeef"),
    });
  });

  test("types the specification reserves are kept as unknown", () => {
    expect(decode("0100 51 0a 02 0000")).toEqual({ kind: "unknown", recordId: 1, type: 10 });
    expect(decode("0100 51 0b 00")).toEqual({ kind: "unknown", recordId: 1, type: 11 });
  });
});
