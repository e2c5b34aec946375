import { describe, expect, test } from "vitest";
import type { ChassisStatus } from "@/server/ipmi";
import { ipmiPower, toChassisState } from "./power";
import { ScriptedCalls } from "./testing/scripted-calls";

const quiet: ChassisStatus = {
  power: {
    on: true,
    overload: false,
    interlock: false,
    fault: false,
    controlFault: false,
    restorePolicy: "previous",
  },
  lastEvent: { acFailed: false, overload: false, interlock: false, fault: false, byIpmiCommand: false },
  chassis: {
    intrusion: false,
    frontPanelLockout: false,
    driveFault: false,
    coolingFault: false,
    identify: "timed",
  },
  frontPanel: null,
};

test.each([
  ["on", "power-up"],
  ["off", "power-down"],
  ["soft-off", "soft-shutdown"],
  ["cycle", "power-cycle"],
  ["reset", "hard-reset"],
  ["nmi", "diagnostic-interrupt"],
] as const)("%s is Chassis Control %s, once", async (verb, action) => {
  const calls = new ScriptedCalls();
  let restarts = 0;
  await ipmiPower(calls, () => restarts++).control(verb);
  expect(calls.sent).toEqual([{ name: "Chassis Control", request: { action } }]);
  expect(restarts, "the console hears of it").toBe(["on", "cycle", "reset"].includes(verb) ? 1 : 0);
});

describe("chassis status", () => {
  test("of a healthy host has no faults", () => {
    expect(toChassisState(quiet)).toEqual({
      power: "on",
      lastPowerEvent: null,
      faults: [],
      powerRestorePolicy: "returns to the state before",
      identify: "timed",
    });
  });

  test("names every fault and every cause of the last change", () => {
    const state = toChassisState({
      ...quiet,
      power: { ...quiet.power, on: false, overload: true, restorePolicy: "unknown" },
      lastEvent: { ...quiet.lastEvent, acFailed: true, byIpmiCommand: true },
      chassis: { ...quiet.chassis, coolingFault: true, identify: null },
    });
    expect(state).toEqual({
      power: "off",
      lastPowerEvent: "switched on by an IPMI command, mains power failed",
      faults: ["Power overload", "Cooling or fan fault"],
      powerRestorePolicy: null,
      identify: null,
    });
  });
});

test("a BMC that does not know restart causes or operating hours tells nothing", async () => {
  const calls = new ScriptedCalls();
  calls.answers.set("Get System Restart Cause", () => 0xc1);
  calls.answers.set("Get POH Counter", () => 0xc1);
  const power = ipmiPower(calls, () => undefined);
  expect(await power.restartCause()).toBeNull();
  expect(await power.powerOnHours()).toBeNull();
});
