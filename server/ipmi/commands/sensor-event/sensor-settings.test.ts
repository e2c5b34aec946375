import { describe, expect, test } from "vitest";
import { DecodeError } from "../../errors";
import { decoded, encoded, hex, numbers } from "../testing/vectors";
import { getSensorEventEnable } from "./get-sensor-event-enable";
import { getSensorEventStatus } from "./get-sensor-event-status";
import { getSensorHysteresis } from "./get-sensor-hysteresis";
import { getSensorReadingFactors } from "./get-sensor-reading-factors";
import { getSensorType } from "./get-sensor-type";
import { reArmSensorEvents } from "./re-arm-sensor-events";
import { setSensorEventEnable } from "./set-sensor-event-enable";
import { setSensorHysteresis } from "./set-sensor-hysteresis";
import { setSensorReadingAndEventStatus } from "./set-sensor-reading-and-event-status";
import { setSensorThresholds } from "./set-sensor-thresholds";
import { setSensorType } from "./set-sensor-type";

// Vectors are laid out by hand from the tables of IPMI 2.0 §35.

test("numbers, privileges and classes are the specification's", () => {
  expect(numbers(getSensorReadingFactors)).toEqual([4, 0x23, 2, "read"]);
  expect(numbers(setSensorHysteresis)).toEqual([4, 0x24, 3, "idempotent"]);
  expect(numbers(getSensorHysteresis)).toEqual([4, 0x25, 2, "read"]);
  expect(numbers(setSensorThresholds)).toEqual([4, 0x26, 3, "idempotent"]);
  expect(numbers(setSensorEventEnable)).toEqual([4, 0x28, 3, "idempotent"]);
  expect(numbers(getSensorEventEnable)).toEqual([4, 0x29, 2, "read"]);
  expect(numbers(reArmSensorEvents)).toEqual([4, 0x2a, 3, "idempotent"]);
  expect(numbers(getSensorEventStatus)).toEqual([4, 0x2b, 2, "read"]);
  expect(numbers(setSensorType)).toEqual([4, 0x2e, 3, "idempotent"]);
  expect(numbers(getSensorType)).toEqual([4, 0x2f, 2, "read"]);
  expect(numbers(setSensorReadingAndEventStatus)).toEqual([4, 0x30, 3, "idempotent"]);
});

test("Get Sensor Reading Factors gives six bytes as in the record", () => {
  expect(encoded(getSensorReadingFactors, { sensor: 4, raw: 0x80 })).toBe("0480");
  expect(decoded(getSensorReadingFactors, "81 0140020300d0", { sensor: 4, raw: 0x80 })).toEqual({
    nextReading: 0x81,
    factors: hex("0140020300d0"),
  });
  expect(() => decoded(getSensorReadingFactors, "81 0140020300", { sensor: 4, raw: 0 })).toThrow(DecodeError);
});

describe("thresholds and hysteresis", () => {
  test("only the thresholds that are named are set", () => {
    expect(encoded(setSensorThresholds, { sensor: 4, thresholds: { upperCritical: 95 } })).toBe(
      "0410000000005f00",
    );
    expect(
      encoded(setSensorThresholds, {
        sensor: 4,
        thresholds: { lowerNonRecoverable: 1, lowerCritical: 2, lowerNonCritical: 0, upperNonCritical: null },
      }),
    ).toBe("0407000201000000");
  });

  test("hysteresis is of the whole sensor", () => {
    expect(encoded(setSensorHysteresis, { sensor: 4, positive: 2, negative: 3 })).toBe("04ff0203");
    expect(encoded(getSensorHysteresis, { sensor: 4 })).toBe("04ff");
    expect(decoded(getSensorHysteresis, "0203", { sensor: 4 })).toEqual({ positive: 2, negative: 3 });
    expect(() => decoded(getSensorHysteresis, "02", { sensor: 4 })).toThrow(DecodeError);
  });
});

describe("events of a sensor", () => {
  test("are enabled and disabled one by one", () => {
    const request = {
      sensor: 4,
      eventMessagesEnabled: true,
      scanningEnabled: true,
      change: "enable",
      assertions: 0x0280,
      deassertions: 0x0001,
    } as const;
    expect(encoded(setSensorEventEnable, request)).toBe("04d080020100");
    expect(encoded(setSensorEventEnable, { ...request, change: "disable" })).toBe("04e080020100");
    expect(
      encoded(setSensorEventEnable, {
        sensor: 4,
        eventMessagesEnabled: false,
        scanningEnabled: true,
        change: "keep",
      }),
    ).toBe("044000000000");
  });

  test("Get Sensor Event Enable does without the bytes a board leaves out", () => {
    expect(decoded(getSensorEventEnable, "c0 800a 7f8f", { sensor: 4 })).toEqual({
      eventMessagesEnabled: true,
      scanningEnabled: true,
      assertions: 0x0a80,
      deassertions: 0x0f7f,
    });
    expect(decoded(getSensorEventEnable, "40", { sensor: 4 })).toEqual({
      eventMessagesEnabled: false,
      scanningEnabled: true,
      assertions: null,
      deassertions: null,
    });
    expect(decoded(getSensorEventEnable, "c0 80", { sensor: 4 }).assertions).toBe(0x80);
    expect(() => decoded(getSensorEventEnable, "", { sensor: 4 })).toThrow(DecodeError);
  });

  test("Get Sensor Event Status says when its bits mean nothing", () => {
    expect(decoded(getSensorEventStatus, "e0 0100 0000", { sensor: 4 })).toEqual({
      eventMessagesEnabled: true,
      scanningEnabled: true,
      unavailable: true,
      assertions: 1,
      deassertions: 0,
    });
  });

  test("Re-arm takes all events or the ones named", () => {
    expect(encoded(reArmSensorEvents, { sensor: 4 })).toBe("0400");
    expect(encoded(reArmSensorEvents, { sensor: 4, events: { assertions: 0x0280, deassertions: 1 } })).toBe(
      "048080020100",
    );
  });
});

test("sensor types go both ways", () => {
  expect(encoded(setSensorType, { sensor: 4, sensorType: 1, eventType: 0x6f })).toBe("04016f");
  expect(decoded(getSensorType, "01 ef", { sensor: 4 })).toEqual({ sensorType: 1, eventType: 0x6f });
  expect(() => decoded(getSensorType, "01", { sensor: 4 })).toThrow(DecodeError);
});

test("Set Sensor Reading And Event Status writes a reading, sets bits and sends bits to clear as zeros", () => {
  expect(encoded(setSensorReadingAndEventStatus, { sensor: 4, raw: 0x3b })).toBe("04013b00000000000000");
  expect(
    encoded(setSensorReadingAndEventStatus, {
      sensor: 4,
      raw: null,
      assertions: { operation: "set", bits: 0x0002 },
      deassertions: { operation: "clear", bits: 0x0001 },
      eventData: [0x57, 0x3b, 0x5a],
    }),
  ).toBe("046c000200fe7f573b5a");
});
