import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DecodeError } from "../../errors";
import { decoded, encoded, numbers } from "../testing/vectors";
import type { BootFlags } from "./boot-options";
import { type ChassisAction, chassisControl } from "./chassis-control";
import { chassisIdentify } from "./chassis-identify";
import { chassisReset } from "./chassis-reset";
import { getChassisCapabilities } from "./get-chassis-capabilities";
import { getChassisStatus } from "./get-chassis-status";
import { getPohCounter } from "./get-poh-counter";
import { getBootFlags, getSystemBootOptions } from "./get-system-boot-options";
import { getSystemRestartCause } from "./get-system-restart-cause";
import { setChassisCapabilities } from "./set-chassis-capabilities";
import { setFrontPanelEnables } from "./set-front-panel-enables";
import { setPowerCycleInterval } from "./set-power-cycle-interval";
import { type PowerRestorePolicy, setPowerRestorePolicy } from "./set-power-restore-policy";
import { setSystemBootOptions } from "./set-system-boot-options";

// Vectors are laid out by hand from the tables of IPMI 2.0 §28, unless a test says otherwise.

test("numbers, privileges and classes are the specification's", () => {
  expect(numbers(getChassisStatus)).toEqual([0, 0x01, 2, "read"]);
  expect(numbers(chassisIdentify)).toEqual([0, 0x04, 3, "idempotent"]);
  expect(numbers(getSystemRestartCause)).toEqual([0, 0x07, 2, "read"]);
  expect(numbers(setSystemBootOptions)).toEqual([0, 0x08, 3, "idempotent"]);
  expect(numbers(getBootFlags)).toEqual([0, 0x09, 3, "read"]);
  expect(numbers(getPohCounter)).toEqual([0, 0x0f, 2, "read"]);
  expect(numbers(getChassisCapabilities)).toEqual([0, 0x00, 2, "read"]);
  expect(numbers(setChassisCapabilities)).toEqual([0, 0x05, 4, "idempotent"]);
  expect(numbers(chassisReset)).toEqual([0, 0x03, 3, "once"]);
  expect(numbers(setFrontPanelEnables)).toEqual([0, 0x0a, 4, "idempotent"]);
  expect(numbers(setPowerCycleInterval)).toEqual([0, 0x0b, 4, "idempotent"]);
  expect(numbers(getSystemBootOptions)).toEqual([0, 0x09, 3, "read"]);
  expect([chassisControl.netFn, chassisControl.command, chassisControl.privilege]).toEqual([0, 0x02, 3]);
});

describe("Get Chassis Status", () => {
  test("reads power, its last change, chassis faults and the identify light", () => {
    const status = decoded(getChassisStatus, "61 10 62 04", undefined);
    expect(status.power).toEqual({
      on: true,
      overload: false,
      interlock: false,
      fault: false,
      controlFault: false,
      restorePolicy: "unknown",
    });
    expect(status.lastEvent.byIpmiCommand).toBe(true);
    expect(status.chassis).toMatchObject({ identify: "on", frontPanelLockout: true, driveFault: false });
    expect(status.frontPanel).toMatchObject({ diagnosticInterruptDisabled: true, resetDisabled: false });
  });

  test("reads ipmi_sim's answer for a host that is off, without front panel byte", () => {
    const status = decoded(getChassisStatus, "00 00 00", undefined);
    expect(status.power.on).toBe(false);
    expect(status.power.restorePolicy).toBe("stay-off");
    expect(status.chassis.identify).toBeNull();
    expect(status.frontPanel).toBeNull();
  });

  test("ignores bytes after the fourth and refuses fewer than three", () => {
    expect(decoded(getChassisStatus, "01 00 40 00 ff ff", undefined).chassis.identify).toBe("off");
    expect(() => decoded(getChassisStatus, "01 00", undefined)).toThrow(DecodeError);
  });
});

describe("Chassis Control", () => {
  test.each<[ChassisAction, string, string]>([
    ["power-down", "00", "idempotent"],
    ["power-up", "01", "idempotent"],
    ["power-cycle", "02", "once"],
    ["hard-reset", "03", "once"],
    ["diagnostic-interrupt", "04", "once"],
    ["soft-shutdown", "05", "once"],
  ])("%s is byte %s and %s", (action, byte, commandClass) => {
    const { class: classOf } = chassisControl;
    expect(encoded(chassisControl, { action })).toBe(byte);
    expect(typeof classOf === "function" && classOf({ action })).toBe(commandClass);
  });

  test("needs nothing in the answer and takes what comes", () => {
    expect(decoded(chassisControl, "", { action: "power-up" })).toBeUndefined();
    expect(decoded(chassisControl, "00 01", { action: "power-up" })).toBeUndefined();
  });
});

test("Chassis Identify sends seconds alone, so that IPMI 1.5 boards take it, and the force-on byte for ever", () => {
  expect(encoded(chassisIdentify, { interval: { seconds: 15 } })).toBe("0f");
  expect(encoded(chassisIdentify, { interval: { seconds: 0 } })).toBe("00");
  expect(encoded(chassisIdentify, { interval: { seconds: 1000 } })).toBe("ff");
  expect(encoded(chassisIdentify, { interval: "forever" })).toBe("0001");
});

describe("boot options", () => {
  const flags: BootFlags = {
    valid: true,
    persistent: false,
    firmware: "bios",
    device: "pxe",
    clearCmos: false,
    lockKeyboard: false,
  };

  test("PXE once for BIOS and the setup screen persistently for UEFI are the bytes ipmitool sends", () => {
    expect(encoded(setSystemBootOptions, { option: "boot-flags", ...flags })).toBe("058004000000");
    expect(
      encoded(setSystemBootOptions, {
        option: "boot-flags",
        ...flags,
        persistent: true,
        firmware: "uefi",
        device: "bios-setup",
      }),
    ).toBe("05e018000000");
  });

  test("the 60 s timer is cancelled through parameter 3", () => {
    expect(encoded(setSystemBootOptions, { option: "valid-bit-clearing", keepOn: ["timeout"] })).toBe("0308");
    expect(
      encoded(setSystemBootOptions, { option: "valid-bit-clearing", keepOn: ["timeout", "reset-button"] }),
    ).toBe("030a");
  });

  test("set in progress and boot info acknowledge", () => {
    expect(encoded(setSystemBootOptions, { option: "set-in-progress", state: "set-in-progress" })).toBe(
      "0001",
    );
    expect(encoded(setSystemBootOptions, { option: "set-in-progress", state: "set-complete" })).toBe("0000");
    expect(
      encoded(setSystemBootOptions, { option: "info-acknowledge", parties: ["bios"], unhandled: true }),
    ).toBe("040101");
  });

  test("the flags read back are the flags written", () => {
    fc.assert(
      fc.property(
        fc.record({
          valid: fc.boolean(),
          persistent: fc.boolean(),
          firmware: fc.constantFrom("bios" as const, "uefi" as const),
          device: fc.constantFrom("none" as const, "pxe" as const, "remote-disk" as const, "floppy" as const),
          clearCmos: fc.boolean(),
          lockKeyboard: fc.boolean(),
        }),
        (written) => {
          const data = encoded(setSystemBootOptions, { option: "boot-flags", ...written });
          expect(decoded(getBootFlags, `01${data}`, undefined)).toEqual({ locked: false, flags: written });
        },
      ),
    );
  });

  test("asks for parameter 5 and takes HP's twelve bytes more, the locked bit and unnamed devices", () => {
    expect(encoded(getBootFlags, undefined)).toBe("050000");
    const state = decoded(getBootFlags, `01 85 c0 28 00 00 00 ${"ee".repeat(12)}`, undefined);
    expect(state.locked).toBe(true);
    expect(state.flags).toMatchObject({ valid: true, persistent: true, device: null });
  });

  test("refuses another parameter and a short answer", () => {
    expect(() => decoded(getBootFlags, "01 03 00 00 00 00 00", undefined)).toThrow(DecodeError);
    expect(() => decoded(getBootFlags, "01 05 80 04", undefined)).toThrow(DecodeError);
  });
});

test("Get System Restart Cause names the cause; codes of a later specification are unknown", () => {
  expect(decoded(getSystemRestartCause, "01 01", undefined)).toEqual({
    cause: "chassis-control",
    code: 1,
    channel: 1,
  });
  expect(decoded(getSystemRestartCause, "04", undefined)).toEqual({
    cause: "watchdog",
    code: 4,
    channel: 0,
  });
  expect(decoded(getSystemRestartCause, "0f 0e ff", undefined)).toEqual({
    cause: "unknown",
    code: 15,
    channel: 14,
  });
  expect(() => decoded(getSystemRestartCause, "", undefined)).toThrow(DecodeError);
});

test("Get POH Counter multiplies counts by minutes a count", () => {
  expect(decoded(getPohCounter, "3c 10 27 00 00 99", undefined)).toEqual({
    minutesPerCount: 60,
    count: 10_000,
    minutes: 600_000,
  });
  expect(() => decoded(getPohCounter, "3c 10 27", undefined)).toThrow(DecodeError);
});

describe("chassis capabilities", () => {
  test("reads the flags and the addresses of devices, the bridge's where it is sent", () => {
    expect(decoded(getChassisCapabilities, "05 20 22 24 26 28", undefined)).toEqual({
      powerInterlock: false,
      diagnosticInterrupt: true,
      frontPanelLockout: false,
      intrusionSensor: true,
      fruAddress: 0x20,
      sdrAddress: 0x22,
      selAddress: 0x24,
      systemManagementAddress: 0x26,
      bridgeAddress: 0x28,
    });
    expect(decoded(getChassisCapabilities, "00 20 20 20 20", undefined).bridgeAddress).toBeNull();
    expect(() => decoded(getChassisCapabilities, "00 20 20 20", undefined)).toThrow(DecodeError);
  });

  test("writes the two flags that can be set", () => {
    const setting = {
      frontPanelLockout: true,
      intrusionSensor: false,
      fruAddress: 0x20,
      sdrAddress: 0x22,
      selAddress: 0x24,
      systemManagementAddress: 0x26,
      bridgeAddress: null,
    };
    expect(encoded(setChassisCapabilities, setting)).toBe("0220222426");
    expect(encoded(setChassisCapabilities, { ...setting, bridgeAddress: 0x28 })).toBe("022022242628");
  });
});

test("front panel buttons are locked one by one", () => {
  const none = {
    powerOffDisabled: false,
    resetDisabled: false,
    diagnosticInterruptDisabled: false,
    standbyDisabled: false,
  };
  expect(encoded(setFrontPanelEnables, none)).toBe("00");
  expect(encoded(setFrontPanelEnables, { ...none, powerOffDisabled: true, standbyDisabled: true })).toBe(
    "09",
  );
});

describe("power restore policy", () => {
  test.each<[PowerRestorePolicy, string, string]>([
    ["always-off", "00", "idempotent"],
    ["previous", "01", "idempotent"],
    ["always-on", "02", "idempotent"],
    ["no-change", "03", "read"],
  ])("%s is byte %s and %s", (policy, byte, commandClass) => {
    const { class: classOf } = setPowerRestorePolicy;
    expect(encoded(setPowerRestorePolicy, { policy })).toBe(byte);
    expect(typeof classOf === "function" && classOf({ policy })).toBe(commandClass);
  });

  test("tells what is supported", () => {
    expect(decoded(setPowerRestorePolicy, "05", { policy: "no-change" })).toEqual({
      alwaysOff: true,
      previous: false,
      alwaysOn: true,
    });
  });
});

test("power cycle interval in seconds; chassis reset carries nothing", () => {
  expect(encoded(setPowerCycleInterval, { seconds: 10 })).toBe("0a");
  expect(encoded(chassisReset, undefined)).toBe("");
});

test("any boot option as bytes, both ways", () => {
  expect(encoded(getSystemBootOptions, { parameter: 7, set: 2 })).toBe("070200");
  expect(decoded(getSystemBootOptions, "01 87 00 a2 02 00", { parameter: 7, set: 0 })).toEqual({
    version: 1,
    parameter: 7,
    locked: true,
    data: Buffer.from("00a20200", "hex"),
  });
  expect(() => decoded(getSystemBootOptions, "01", { parameter: 7, set: 0 })).toThrow(DecodeError);
  const mailbox = { option: "bytes", parameter: 7, data: Uint8Array.of(1, 0xaa) } as const;
  expect(encoded(setSystemBootOptions, mailbox)).toBe("0701aa");
});

test("Chassis Identify without an interval leaves it to the BMC: 15 s", () => {
  expect(encoded(chassisIdentify, { interval: "default" })).toBe("");
});
