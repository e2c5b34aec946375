import fc from "fast-check";
import { expect, test } from "vitest";
import { discreteStates } from "../records/discrete-state";
import { printable } from "../records/printable";
import { describeEvent } from "../records/sel/describe-event";
import { decodeSelRecord } from "../records/sel/sel-record";
import { SensorIndex } from "../records/sel/sensor-index";
import { vendorOf } from "./vendor-of";

const makers = [674, 11, 19046, 2, 10876, 343, 2011, 37945, 7244, 10368, 5771, 20974, 20569, 11161, 40981];
const maker = fc.constantFrom(...makers);
const byte = fc.nat(0xff);
const noSensors = new SensorIndex([]);

/** Sensor and event types that vendors have words for come up often. */
const sensorType = fc.oneof(
  byte,
  fc.constantFrom(0x07, 0x08, 0x0c, 0x0f, 0x13, 0x20, 0x2b, 0xc0, 0xc1, 0xc2, 0xdc),
);
const eventType = fc.oneof(byte, fc.constantFrom(0x6f, 0x07, 0x0b, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x7e));

test("no bytes in an event make a vendor's words fail, empty or unsafe", () => {
  fc.assert(
    fc.property(
      maker,
      sensorType,
      byte,
      eventType,
      byte,
      byte,
      byte,
      (id, sensor, number, event, a, b, c) => {
        const bytes = [1, 0, 2, 0, 0, 0, 0x60, 0x20, 0, 4, sensor, number, event, a, b, c];
        const { text } = describeEvent(decodeSelRecord(Buffer.from(bytes)), noSensors, vendorOf(id));
        expect(text).not.toBe("");
        expect(text).toBe(printable(text));
        expect(text).not.toMatch(/undefined|null|NaN/);
      },
    ),
    { numRuns: 3000 },
  );
});

test("no bytes in an OEM record make a vendor's words fail, empty or unsafe", () => {
  fc.assert(
    fc.property(
      maker,
      fc.integer({ min: 0xc0, max: 0xff }),
      fc.uint8Array({ minLength: 13, maxLength: 13 }),
      (id, type, body) => {
        const record = decodeSelRecord(Buffer.from([1, 0, type, ...body]));
        if (record.kind === "system-event") return;
        const meaning = vendorOf(id)?.oemRecord(record) ?? null;
        if (meaning === null) return;
        expect(meaning.text).not.toBe("");
        expect(meaning.text).toBe(printable(meaning.text));
        expect(meaning.text).not.toMatch(/undefined|null|NaN/);
      },
    ),
    { numRuns: 3000 },
  );
});

test("no reading of a discrete sensor makes a vendor's words fail", () => {
  fc.assert(
    fc.property(maker, sensorType, eventType, fc.nat(0x7fff), (id, sensor, event, bits) => {
      for (const { text } of discreteStates({ eventType: event, sensorType: sensor }, bits, vendorOf(id))) {
        expect(text).not.toBe("");
      }
    }),
    { numRuns: 2000 },
  );
});
