import { describe, expect, test } from "vitest";
import {
  filledThresholds,
  stateFromComparison,
  stateFromThresholds,
  type Thresholds,
} from "./threshold-state";

const none: Thresholds = {
  lowerNonRecoverable: null,
  lowerCritical: null,
  lowerNonCritical: null,
  upperNonCritical: null,
  upperCritical: null,
  upperNonRecoverable: null,
};
const all: Thresholds = {
  lowerNonRecoverable: 0,
  lowerCritical: 5,
  lowerNonCritical: 10,
  upperNonCritical: 90,
  upperCritical: 95,
  upperNonRecoverable: 100,
};

describe("our own judgement", () => {
  test.each([
    [50, "", "ok"],
    [89.9, "", "ok"],
    [90, "above upper non-critical", "warning"],
    [95, "above upper critical", "critical"],
    [101, "above upper non-recoverable", "critical"],
    [10, "below lower non-critical", "warning"],
    [5, "below lower critical", "critical"],
    [-1, "below lower non-recoverable", "critical"],
  ])("%d is %s", (value, text, severity) => {
    expect(stateFromThresholds(value, all)).toEqual({ text, severity });
  });

  test("needs only the thresholds there are", () => {
    expect(stateFromThresholds(120, { ...none, upperCritical: 120 })?.severity).toBe("critical");
    expect(stateFromThresholds(1, { ...none, upperCritical: 120 })?.severity).toBe("ok");
  });

  test("is withheld when thresholds contradict each other", () => {
    expect(stateFromThresholds(50, { ...all, upperNonCritical: 96 })).toBeNull();
    expect(stateFromThresholds(50, { ...all, lowerCritical: 20 })).toBeNull();
    expect(stateFromThresholds(50, { ...none, lowerCritical: 60, upperCritical: 40 })).toBeNull();
    expect(stateFromThresholds(50, { ...none, lowerCritical: 0, upperCritical: 0 })).toBeNull();
  });
});

test("upper thresholds at the bottom and lower ones at the top of the range were never filled in", () => {
  const zeros = {
    lowerNonRecoverable: 0,
    lowerCritical: 0,
    lowerNonCritical: 0,
    upperNonCritical: 0,
    upperCritical: 0,
    upperNonRecoverable: 0,
  };
  expect(filledThresholds(zeros, "unsigned")).toEqual({
    ...none,
    lowerNonRecoverable: 0,
    lowerCritical: 0,
    lowerNonCritical: 0,
  });
  expect(filledThresholds(zeros, "twos-complement").upperCritical).toBe(0);
  expect(filledThresholds({ ...zeros, lowerCritical: 0x7f }, "twos-complement").lowerCritical).toBeNull();
});

test("the BMC's judgement is its worst bit, of existing thresholds only", () => {
  expect(stateFromComparison(0x00, 0x3f)).toEqual({ text: "", severity: "ok" });
  expect(stateFromComparison(0xc0, 0x3f).severity).toBe("ok");
  expect(stateFromComparison(0x18, 0x3f).text).toBe("above upper critical");
  expect(stateFromComparison(0x18, 0x08).text).toBe("above upper non-critical");
  expect(stateFromComparison(0x07, 0x3f).text).toBe("below lower non-recoverable");
});
