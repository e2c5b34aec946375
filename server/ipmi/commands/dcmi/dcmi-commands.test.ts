import { describe, expect, test } from "vitest";
import { DecodeError } from "../../errors";
import { decoded, encoded, hex, numbers } from "../testing/vectors";
import { activatePowerLimit } from "./activate-power-limit";
import { getAssetTag } from "./get-asset-tag";
import { getDcmiCapabilitiesInfo } from "./get-dcmi-capabilities-info";
import { getDcmiConfigurationParameters } from "./get-dcmi-configuration-parameters";
import { getDcmiSensorInfo } from "./get-dcmi-sensor-info";
import { getManagementControllerIdString } from "./get-management-controller-id-string";
import { getPowerLimit } from "./get-power-limit";
import { getPowerReading } from "./get-power-reading";
import { getTemperatureReadings } from "./get-temperature-readings";
import { getThermalLimit } from "./get-thermal-limit";
import { setAssetTag } from "./set-asset-tag";
import { setDcmiConfigurationParameters } from "./set-dcmi-configuration-parameters";
import { setManagementControllerIdString } from "./set-management-controller-id-string";
import { setPowerLimit } from "./set-power-limit";
import { setThermalLimit } from "./set-thermal-limit";

// Vectors are laid out by hand from the tables of DCMI 1.5 §6.

test("numbers, privileges and classes are the specification's", () => {
  expect(numbers(getDcmiCapabilitiesInfo)).toEqual([0x2c, 0x01, 2, "read"]);
  expect(numbers(getPowerReading)).toEqual([0x2c, 0x02, 2, "read"]);
  expect(numbers(getPowerLimit)).toEqual([0x2c, 0x03, 2, "read"]);
  expect(numbers(setPowerLimit)).toEqual([0x2c, 0x04, 3, "idempotent"]);
  expect(numbers(activatePowerLimit)).toEqual([0x2c, 0x05, 3, "idempotent"]);
  expect(numbers(getAssetTag)).toEqual([0x2c, 0x06, 2, "read"]);
  expect(numbers(getDcmiSensorInfo)).toEqual([0x2c, 0x07, 3, "read"]);
  expect(numbers(setAssetTag)).toEqual([0x2c, 0x08, 3, "idempotent"]);
  expect(numbers(getManagementControllerIdString)).toEqual([0x2c, 0x09, 2, "read"]);
  expect(numbers(setManagementControllerIdString)).toEqual([0x2c, 0x0a, 4, "idempotent"]);
  expect(numbers(setThermalLimit)).toEqual([0x2c, 0x0b, 3, "idempotent"]);
  expect(numbers(getThermalLimit)).toEqual([0x2c, 0x0c, 2, "read"]);
  expect(numbers(getTemperatureReadings)).toEqual([0x2c, 0x10, 2, "read"]);
  expect(numbers(setDcmiConfigurationParameters)).toEqual([0x2c, 0x12, 4, "idempotent"]);
  expect(numbers(getDcmiConfigurationParameters)).toEqual([0x2c, 0x13, 2, "read"]);
});

test("an answer of another group extension is none", () => {
  expect(() => decoded(getDcmiCapabilitiesInfo, "00 01 05 02 00", { parameter: 1 })).toThrow(DecodeError);
  expect(() => decoded(setPowerLimit, "", limit)).toThrow(DecodeError);
});

const limit = { exceptionAction: 0x11, watts: 450, correctionMs: 6000, samplingSeconds: 30 };

describe("power", () => {
  test("capabilities", () => {
    expect(encoded(getDcmiCapabilitiesInfo, { parameter: 3 })).toBe("dc03");
    expect(decoded(getDcmiCapabilitiesInfo, "dc 01 05 02 40 00", { parameter: 3 })).toEqual({
      major: 1,
      minor: 5,
      parameterRevision: 2,
      data: hex("40 00"),
    });
  });

  test("a reading, plain and over a rolling average", () => {
    expect(encoded(getPowerReading, { rollingAverage: null })).toBe("dc010000");
    expect(encoded(getPowerReading, { rollingAverage: 0x41 })).toBe("dc024100");
    const answer = "dc e6 00 64 00 2c 01 d2 00 00 5e d0 65 e8 03 00 00 40";
    expect(decoded(getPowerReading, answer, { rollingAverage: null })).toEqual({
      current: 230,
      minimum: 100,
      maximum: 300,
      average: 210,
      timestamp: 0x65d05e00,
      period: 1000,
      active: true,
    });
    expect(() => decoded(getPowerReading, answer.slice(0, -3), { rollingAverage: null })).toThrow(
      DecodeError,
    );
  });

  test("the limit written is the limit read", () => {
    expect(encoded(setPowerLimit, limit)).toBe("dc00000011c20170170000" + "00001e00");
    expect(encoded(getPowerLimit, undefined)).toBe("dc0000");
    expect(decoded(getPowerLimit, "dc 00 00 11 c2 01 70 17 00 00 00 00 1e 00", undefined)).toEqual(limit);
  });

  test("activation", () => {
    expect(encoded(activatePowerLimit, { active: true })).toBe("dc010000");
    expect(encoded(activatePowerLimit, { active: false })).toBe("dc000000");
  });
});

describe("strings go in parts", () => {
  test("read", () => {
    expect(encoded(getAssetTag, { offset: 16, length: 4 })).toBe("dc1004");
    expect(decoded(getAssetTag, "dc 14 61 62 63 64", { offset: 16, length: 4 })).toEqual({
      totalLength: 20,
      bytes: hex("61 62 63 64"),
    });
    expect(encoded(getManagementControllerIdString, { offset: 0, length: 16 })).toBe("dc0010");
  });

  test("write", () => {
    expect(encoded(setAssetTag, { offset: 16, bytes: hex("61 62") })).toBe("dc10026162");
    expect(decoded(setAssetTag, "dc 12", { offset: 16, bytes: hex("61 62") })).toBe(18);
    expect(decoded(setAssetTag, "dc", { offset: 0, bytes: hex("") })).toBeNull();
    expect(encoded(setManagementControllerIdString, { offset: 0, bytes: hex("61 00") })).toBe("dc00026100");
  });
});

describe("temperatures", () => {
  const all = { entity: 0x40, instance: 0, start: 0 };

  test("record ids of sensors", () => {
    expect(encoded(getDcmiSensorInfo, all)).toBe("dc01400000");
    expect(decoded(getDcmiSensorInfo, "dc 02 02 04 01 05 01", all)).toEqual({
      instances: 2,
      recordIds: [0x104, 0x105],
    });
    expect(() => decoded(getDcmiSensorInfo, "dc 02 02 04 01 05", all)).toThrow(DecodeError);
  });

  test("readings are sign and magnitude", () => {
    expect(encoded(getTemperatureReadings, { entity: 0x41, instance: 0, start: 9 })).toBe("dc01410009");
    expect(decoded(getTemperatureReadings, "dc 02 02 19 01 85 02", all)).toEqual({
      instances: 2,
      readings: [
        { celsius: 25, instance: 1 },
        { celsius: -5, instance: 2 },
      ],
    });
    expect(() => decoded(getTemperatureReadings, "dc ff ff 19 01", all)).toThrow(DecodeError);
  });

  test("thermal limit both ways", () => {
    const thermal = { persistent: true, powerOff: false, logEvent: true, limit: 42, exceptionSeconds: 300 };
    expect(encoded(setThermalLimit, { entity: 0x40, instance: 1, ...thermal })).toBe("dc4001a02a2c01");
    expect(encoded(getThermalLimit, { entity: 0x40, instance: 1 })).toBe("dc4001");
    expect(decoded(getThermalLimit, "dc a0 2a 2c 01", { entity: 0x40, instance: 1 })).toEqual(thermal);
  });
});

test("configuration parameters both ways", () => {
  expect(encoded(getDcmiConfigurationParameters, { parameter: 4, set: 0 })).toBe("dc0400");
  expect(decoded(getDcmiConfigurationParameters, "dc 01 05 01 78 00", { parameter: 4, set: 0 })).toEqual({
    major: 1,
    minor: 5,
    parameterRevision: 1,
    data: hex("78 00"),
  });
  expect(encoded(setDcmiConfigurationParameters, { parameter: 4, set: 0, data: hex("78 00") })).toBe(
    "dc04007800",
  );
});
