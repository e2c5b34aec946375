import { describe, expect, test } from "vitest";
import { DecodeError } from "../../errors";
import { decodeSensorDetails } from "./sensor-details";

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");

// Laid out by hand from IPMI 2.0 tables 43-1 and 43-2.
const full = hex(
  "0100 51 01 2e 20 00 01 07 01 7f 69 01 01 ff7f ff3f 3f38 80 01 00 0b 01 05 02 40 00 f0" +
    "05 10 20 30 ff 80 f9 f1 c2 0e 30 6b 02 03 0000 5a c2 4142",
);
const compact = hex(
  "0200 51 02 1b 20 00 40 0a 01 67 42 08 6f ff00 ff00 ff00 c0 00 00 01 00 04 05 000000 7b c0",
);

describe("details of sensor records", () => {
  test("a full record has masks, factors, range, thresholds, hysteresis and the OEM byte", () => {
    expect(decodeSensorDetails(full)).toEqual({
      initialisesThresholds: true,
      eventMessageControl: 1,
      assertionMask: 0x7fff,
      deassertionMask: 0x3fff,
      readingMask: 0x383f,
      analogFormat: 2,
      positiveHysteresis: 2,
      negativeHysteresis: 3,
      oem: 0x5a,
      analog: {
        linearisation: 11,
        factors: hex("01 05 02 40 00 f0"),
        tolerance: 5,
        specified: 5,
        nominal: 0x10,
        normalMaximum: 0x20,
        normalMinimum: 0x30,
        maximum: 0xff,
        minimum: 0x80,
        thresholds: {
          upperNonRecoverable: 0xf9,
          upperCritical: 0xf1,
          upperNonCritical: 0xc2,
          lowerNonRecoverable: 0x0e,
          lowerCritical: 0x30,
          lowerNonCritical: 0x6b,
        },
      },
    });
  });

  test("a compact record has no analog part", () => {
    expect(decodeSensorDetails(compact)).toMatchObject({
      eventMessageControl: 2,
      readingMask: 0x00ff,
      positiveHysteresis: 4,
      negativeHysteresis: 5,
      oem: 0x7b,
      analog: null,
    });
  });

  test("a record that ends early is refused wherever it ends", () => {
    for (let length = 0; length < 47; length++) {
      expect(() => decodeSensorDetails(full.subarray(0, length))).toThrow(DecodeError);
    }
  });
});
