import fc from "fast-check";
import { expect, test } from "vitest";
import { DecodeError } from "../errors";
import { checksum } from "../wire/checksum";
import { decodeFru } from "./fru/decode-fru";
import { fruExtent } from "./fru/fru-extent";
import { decodeSdr, isSensorRecord } from "./sdr/decode-sdr";
import { expandSharedSensors } from "./sdr/expand-sensors";
import { describeEvent } from "./sel/describe-event";
import { decodeSelRecord } from "./sel/sel-record";
import { SensorIndex } from "./sel/sensor-index";

/** Everything a BMC stores is hostile: decoders give a result or a DecodeError, and no text that could do harm. */

const unsafe = /[\p{Cc}\p{Cf}\p{Cs}]/u;
const recordTypes = fc.constantFrom(0x01, 0x02, 0x03, 0x08, 0x09, 0x0a, 0x10, 0x11, 0x12, 0x13, 0x14, 0xc0);

function attempt<Result>(decode: () => Result): Result | null {
  try {
    return decode();
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}

test("SDRs of any type, length and truncation", () => {
  fc.assert(
    fc.property(
      recordTypes,
      fc.uint8Array({ maxLength: 80 }),
      fc.option(fc.nat(255)),
      (type, body, length) => {
        const bytes = Uint8Array.from([1, 0, 0x51, type, length ?? body.length, ...body]);
        const record = attempt(() => decodeSdr(bytes));
        if (record === null || !isSensorRecord(record)) return;
        const sensors = expandSharedSensors(record);
        expect(sensors.length).toBeLessThanOrEqual(15);
        for (const { name } of sensors) expect(name).not.toMatch(unsafe);
      },
    ),
    { numRuns: 2000 },
  );
});

test("SEL records", () => {
  const none = new SensorIndex([]);
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 0, maxLength: 20 }), (bytes) => {
      const record = attempt(() => decodeSelRecord(bytes));
      expect(record === null).toBe(bytes.length < 16);
      if (record === null) return;
      const { text, sensor } = describeEvent(record, none);
      expect(text).not.toBe("");
      expect(text + sensor).not.toMatch(unsafe);
    }),
    { numRuns: 2000 },
  );
});

test("FRU data, with a header whose checksum is right", () => {
  const offsets = fc.array(fc.nat(20), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(offsets, fc.uint8Array({ maxLength: 200 }), (areas, body) => {
      const header = Uint8Array.from([1, ...areas, 0]);
      const bytes = Uint8Array.from([...header, checksum(header), ...body]);
      const { areas: decoded, warnings } = decodeFru(bytes);
      const texts = decoded.flatMap(({ fields }) => fields.map(({ value }) => value));
      expect([...texts, ...warnings].join("")).not.toMatch(unsafe);
      expect(fruExtent(bytes)).toBeLessThanOrEqual(bytes.length + 256 * 8 + 20 * 8);
    }),
    { numRuns: 2000 },
  );
});

test("FRU data of any bytes at all", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(decodeFru(bytes)).toHaveProperty("areas");
    }),
  );
});
