import { describe, expect, test } from "vitest";
import { convert } from "../../../ipmi/records/conversion";
import { decodeSdr } from "../../../ipmi/records/sdr/decode-sdr";
import { discrete, temperature } from "../../profiles/sensor-kit";
import { place, rawReading } from "../sensors/sensor";
import { controllerLocatorRecord, fruLocatorRecord, sensorRecord } from "./sdr";

const inlet = temperature(
  "Inlet Temp",
  [7, 1],
  { of: "inlet" },
  { lowerCritical: -7, lowerNonCritical: 3, upperNonCritical: 38, upperCritical: 42 },
);

function record(sensor: Parameters<typeof place>[0][number]): Buffer {
  const [placed] = place([sensor]);
  if (placed === undefined) throw new Error("not placed");
  return sensorRecord(placed, 0x20);
}

describe("SDRs", () => {
  test("a full record, byte for byte (IPMI 2.0 table 43-1)", () => {
    expect(record(inlet).toString("hex")).toBe(
      "0000510135" +
        // Owner, LUN, number, entity, initialisation, capabilities, type, event type.
        "20000107017f680101" +
        // Assertions, deassertions, readable and settable thresholds.
        "853285321b1b" +
        // Celsius, linear; M 1, B -128, exponents 0.
        "000100000100" +
        "80c00000" +
        // Nominal and its neighbours, range, thresholds, hysteresis, name.
        "07959792ff00" +
        "00aaa6007983" +
        "0101000000ca496e6c65742054656d70",
    );
  });

  test("what it says is what the sensor is", () => {
    const decoded = decodeSdr(record(inlet));
    if (decoded.kind !== "full-sensor") throw new Error(decoded.kind);
    expect(decoded).toMatchObject({
      name: "Inlet Temp",
      number: 1,
      entity: { id: 7, instance: 1 },
      readingMask: 0x1b,
    });
    expect(decoded.conversion && convert(rawReading(inlet, 23), decoded.conversion)).toBe(23);
    expect(decoded.thresholds).toMatchObject({ upperCritical: 170, upperNonRecoverable: null });
  });

  test("a compact record, byte for byte (table 43-2)", () => {
    expect(record(discrete("Intrusion", [7, 1], "intrusion")).toString("hex")).toBe(
      "0000510224" +
        "200001" +
        "0701" +
        "6f40056f" +
        "010001000100" +
        "c00000" +
        "0100" +
        "000000000000" +
        "c9496e74727573696f6e",
    );
  });

  test("locators", () => {
    expect(decodeSdr(fruLocatorRecord({ name: "PS1", fruId: 1, entity: [10, 1] }, 0x20))).toMatchObject({
      kind: "fru-locator",
      name: "PS1",
      fruId: 1,
      accessAddress: 0x20,
    });
    expect(decodeSdr(controllerLocatorRecord("BMC", 0x20, 0xbf))).toMatchObject({
      kind: "controller-locator",
      slaveAddress: 0x20,
      capabilities: 0xbf,
      name: "BMC",
    });
  });
});
