import { describe, expect, test } from "vitest";
import { DecodeError } from "../../errors";
import { decoded, encoded, hex, numbers } from "../testing/vectors";
import { getDeviceSdr } from "./get-device-sdr";
import { getDeviceSdrInfo } from "./get-device-sdr-info";
import { getSensorReading } from "./get-sensor-reading";
import { getSensorThresholds } from "./get-sensor-thresholds";
import { reserveDeviceSdrRepository } from "./reserve-device-sdr-repository";

// Vectors are laid out by hand from the tables of IPMI 2.0 §35, unless a test says otherwise.

test("numbers, privileges and classes are the specification's", () => {
  expect(numbers(getDeviceSdrInfo)).toEqual([4, 0x20, 2, "read"]);
  expect(numbers(getDeviceSdr)).toEqual([4, 0x21, 2, "read"]);
  expect(numbers(reserveDeviceSdrRepository)).toEqual([4, 0x22, 2, "idempotent"]);
  expect(numbers(getSensorThresholds)).toEqual([4, 0x27, 2, "read"]);
  expect(numbers(getSensorReading)).toEqual([4, 0x2d, 2, "read"]);
});

describe("Get Sensor Reading", () => {
  test("reads a Dell R630's inlet temperature (ipmi-rs tests): 25 °C raw 99h, all comparisons false", () => {
    expect(encoded(getSensorReading, { sensor: 4 })).toBe("04");
    expect(decoded(getSensorReading, "99 c0 c0", { sensor: 4 })).toEqual({
      raw: 0x99,
      eventMessagesEnabled: true,
      scanningEnabled: true,
      unavailable: false,
      states: 0xc0,
    });
  });

  test("reads fifteen discrete states and leaves the reserved bit out", () => {
    expect(decoded(getSensorReading, "00 40 01 c0 ff", { sensor: 1 }).states).toBe(0x4001);
  });

  test("does without state bytes, not without flags", () => {
    expect(decoded(getSensorReading, "00 20", { sensor: 1 })).toMatchObject({
      unavailable: true,
      states: null,
    });
    expect(() => decoded(getSensorReading, "00", { sensor: 1 })).toThrow(DecodeError);
  });
});

describe("Get Sensor Thresholds", () => {
  test("gives readable thresholds only", () => {
    expect(decoded(getSensorThresholds, "38 11 22 33 5a 5f 64 00", { sensor: 1 })).toEqual({
      lowerNonCritical: null,
      lowerCritical: null,
      lowerNonRecoverable: null,
      upperNonCritical: 0x5a,
      upperCritical: 0x5f,
      upperNonRecoverable: 0x64,
    });
    expect(decoded(getSensorThresholds, "07 0a 05 00 ff ff ff", { sensor: 1 })).toMatchObject({
      lowerNonCritical: 10,
      lowerCritical: 5,
      lowerNonRecoverable: 0,
      upperCritical: null,
    });
  });

  test("refuses a truncated answer", () => {
    expect(() => decoded(getSensorThresholds, "3f 11 22 33", { sensor: 1 })).toThrow(DecodeError);
  });
});

describe("device SDRs", () => {
  test("Get Device SDR Info lists LUNs with sensors", () => {
    expect(decoded(getDeviceSdrInfo, "0c 83 04030201", undefined)).toEqual({
      sensors: 12,
      luns: [0, 1],
      dynamic: true,
      populationChange: 0x01020304,
    });
    expect(decoded(getDeviceSdrInfo, "0c 01", undefined).populationChange).toBeNull();
    expect(() => decoded(getDeviceSdrInfo, "0c", undefined)).toThrow(DecodeError);
  });

  test("Get Device SDR and its reservation are like the repository's", () => {
    const request = { reservationId: 1, recordId: 0, offset: 0, length: 5 };
    expect(encoded(getDeviceSdr, request)).toBe("010000000005");
    expect(decoded(getDeviceSdr, "0200 0100510130", request)).toEqual({
      nextRecordId: 2,
      data: hex("0100510130"),
    });
    expect(decoded(reserveDeviceSdrRepository, "0100", undefined).reservationId).toBe(1);
  });
});
