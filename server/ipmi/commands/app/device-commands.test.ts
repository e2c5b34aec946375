import { describe, expect, test } from "vitest";
import { DecodeError } from "../../errors";
import { decoded, encoded, hex, numbers } from "../testing/vectors";
import { getAcpiPowerState } from "./get-acpi-power-state";
import { getBmcGlobalEnables } from "./get-bmc-global-enables";
import { getMessageFlags } from "./get-message-flags";
import { getSelfTestResults } from "./get-self-test-results";
import { getSystemInfoParameters } from "./get-system-info-parameters";
import { getWatchdogTimer } from "./get-watchdog-timer";
import { masterWriteRead } from "./master-write-read";
import { resetWatchdogTimer } from "./reset-watchdog-timer";
import { setAcpiPowerState } from "./set-acpi-power-state";
import { setBmcGlobalEnables } from "./set-bmc-global-enables";
import { setSystemInfoParameters } from "./set-system-info-parameters";
import { setWatchdogTimer } from "./set-watchdog-timer";
import { warmReset } from "./warm-reset";

// Vectors are laid out by hand from the tables of IPMI 2.0 §20, §22 and §27, unless a test says otherwise.

test("numbers, privileges and classes are the specification's", () => {
  expect(numbers(warmReset)).toEqual([6, 0x03, 4, "once"]);
  expect(numbers(getSelfTestResults)).toEqual([6, 0x04, 2, "read"]);
  expect(numbers(setAcpiPowerState)).toEqual([6, 0x06, 4, "idempotent"]);
  expect(numbers(getAcpiPowerState)).toEqual([6, 0x07, 2, "read"]);
  expect(numbers(resetWatchdogTimer)).toEqual([6, 0x22, 3, "idempotent"]);
  expect(numbers(setWatchdogTimer)).toEqual([6, 0x24, 3, "idempotent"]);
  expect(numbers(getWatchdogTimer)).toEqual([6, 0x25, 2, "read"]);
  expect(numbers(setBmcGlobalEnables)).toEqual([6, 0x2e, 4, "idempotent"]);
  expect(numbers(getBmcGlobalEnables)).toEqual([6, 0x2f, 2, "read"]);
  expect(numbers(getMessageFlags)).toEqual([6, 0x31, 2, "read"]);
  expect(numbers(masterWriteRead)).toEqual([6, 0x52, 3, "once"]);
  expect(numbers(setSystemInfoParameters)).toEqual([6, 0x58, 4, "idempotent"]);
  expect(numbers(getSystemInfoParameters)).toEqual([6, 0x59, 2, "read"]);
});

test("Warm Reset carries nothing and needs no answer data", () => {
  expect(encoded(warmReset, undefined)).toBe("");
  expect(decoded(warmReset, "", undefined)).toBeUndefined();
});

describe("Get Self Test Results", () => {
  test.each([
    ["55 00", "passed"],
    ["56 00", "not-implemented"],
    ["57 88", "corrupted"],
    ["58 12", "fatal"],
    ["ff 00", "reserved"],
    ["77 01", "device-specific"],
  ])("%s is %s", (bytes, outcome) => {
    const [code, detail] = hex(bytes);
    expect(decoded(getSelfTestResults, bytes, undefined)).toEqual({ outcome, code, detail });
  });

  test("refuses an answer of one byte", () => {
    expect(() => decoded(getSelfTestResults, "55", undefined)).toThrow(DecodeError);
  });
});

test("ACPI states have names where the specification names them, reserved bits ignored", () => {
  expect(decoded(getAcpiPowerState, "85 2a", undefined)).toEqual({
    systemCode: 5,
    system: "S5/G2",
    deviceCode: 0x2a,
    device: "unknown",
  });
  expect(decoded(getAcpiPowerState, "30 07", undefined)).toMatchObject({ system: null, device: null });
  expect(() => decoded(getAcpiPowerState, "00", undefined)).toThrow(DecodeError);
});

test("Set ACPI Power State marks what it sets and leaves the other alone", () => {
  expect(encoded(setAcpiPowerState, { systemCode: 0, deviceCode: null })).toBe("8000");
  expect(encoded(setAcpiPowerState, { systemCode: null, deviceCode: 3 })).toBe("0083");
});

describe("watchdog", () => {
  test("off, as ipmitool sends it: SMS/OS, no action, flag cleared, 5 minutes", () => {
    expect(
      encoded(setWatchdogTimer, {
        dontLog: false,
        dontStop: false,
        use: 4,
        interrupt: 0,
        action: 0,
        preTimeoutSeconds: 0,
        clearExpirations: 0x10,
        initialCount: 3000,
      }),
    ).toBe("04000010b80b");
  });

  test("all fields", () => {
    expect(
      encoded(setWatchdogTimer, {
        dontLog: true,
        dontStop: true,
        use: 2,
        interrupt: 3,
        action: 1,
        preTimeoutSeconds: 9,
        clearExpirations: 0x3e,
        initialCount: 65_530,
      }),
    ).toBe("c231093efaff");
  });

  test("reads a running timer", () => {
    expect(decoded(getWatchdogTimer, "c4 21 0a 10 58 02 2c 01", undefined)).toEqual({
      useByte: 0xc4,
      actionByte: 0x21,
      dontLog: true,
      running: true,
      use: 4,
      interrupt: 2,
      action: 1,
      preTimeoutSeconds: 10,
      expirations: 0x10,
      initialCount: 600,
      presentCount: 300,
    });
    expect(() => decoded(getWatchdogTimer, "c4 21 0a 10 58 02 2c", undefined)).toThrow(DecodeError);
    expect(() => decoded(getWatchdogTimer, "c4 21 0a 10 58", undefined)).toThrow(DecodeError);
  });

  test("reads ipmi_sim's answer, which ends before the present count", () => {
    expect(decoded(getWatchdogTimer, "00 00 00 00 00 00", undefined).presentCount).toBeNull();
  });
});

test("global enables are one byte both ways", () => {
  expect(encoded(setBmcGlobalEnables, { enables: 0x09 })).toBe("09");
  expect(decoded(getBmcGlobalEnables, "09", undefined)).toBe(9);
  expect(() => decoded(getBmcGlobalEnables, "", undefined)).toThrow(DecodeError);
});

test("Get Message Flags tells each flag", () => {
  expect(decoded(getMessageFlags, "49", undefined)).toEqual({
    receiveMessageAvailable: true,
    eventMessageBufferFull: false,
    watchdogPreTimeout: true,
    oem: [false, true, false],
  });
});

describe("system info parameters", () => {
  test("asks for a block and gives what follows the revision", () => {
    expect(encoded(getSystemInfoParameters, { parameter: 2, set: 1, block: 0 })).toBe("00020100");
    expect(
      decoded(getSystemInfoParameters, "11 00 00 05 68 65 6c 6c 6f", { parameter: 2, set: 0, block: 0 }),
    ).toEqual(hex("00 00 05 68 65 6c 6c 6f"));
  });

  test("refuses an answer without data", () => {
    const selector = { parameter: 2, set: 0, block: 0 };
    expect(() => decoded(getSystemInfoParameters, "11", selector)).toThrow(DecodeError);
    expect(() => decoded(getSystemInfoParameters, "", selector)).toThrow(DecodeError);
  });

  test("writes the parameter's number, then its bytes", () => {
    expect(encoded(setSystemInfoParameters, { parameter: 2, data: hex("00 00 02 61 62") })).toBe(
      "020000026162",
    );
  });
});

test("Master Write-Read: bus, address, count, bytes; all that comes back", () => {
  expect(encoded(masterWriteRead, { bus: 0x03, address: 0xa0, readCount: 8, write: hex("00 10") })).toBe(
    "03a0080010",
  );
  expect(
    decoded(masterWriteRead, "01 02 03", { bus: 3, address: 0xa0, readCount: 3, write: hex("") }),
  ).toEqual(hex("01 02 03"));
});
