import { describe, expect, it } from "vitest";
import type { Thresholds } from "@/lib/contracts/sensor";
import { gaugeModel } from "./gauge-model";

const none: Thresholds = {
  upperNonRecoverable: null,
  upperCritical: null,
  upperNonCritical: null,
  lowerNonCritical: null,
  lowerCritical: null,
  lowerNonRecoverable: null,
};

describe("gaugeModel", () => {
  it("draws critical, warning, ok, warning, critical for four thresholds", () => {
    const model = gaugeModel({
      value: 5,
      thresholds: {
        ...none,
        lowerCritical: 4,
        lowerNonCritical: 4.5,
        upperNonCritical: 5.5,
        upperCritical: 6,
      },
      range: null,
    });
    expect(model?.zones.map((z) => z.severity)).toEqual(["critical", "warning", "ok", "warning", "critical"]);
    expect(model?.position).toBeCloseTo(0.5);
    expect(model?.zones[0]?.from).toBe(0);
    expect(model?.zones.at(-1)?.to).toBe(1);
  });

  it("joins zones without holes", () => {
    const zones =
      gaugeModel({ value: 59, thresholds: { ...none, upperNonCritical: 80, upperCritical: 90 }, range: null })
        ?.zones ?? [];
    for (const [i, zone] of zones.entries()) expect(zone.from).toBeCloseTo(zones[i - 1]?.to ?? 0);
  });

  it("puts a value beyond every threshold inside the scale and in the critical zone", () => {
    const model = gaugeModel({
      value: 120,
      thresholds: { ...none, upperNonCritical: 80, upperCritical: 90 },
      range: { min: -128, max: 127 },
    });
    const zone = model?.zones.find((z) => model.position >= z.from && model.position <= z.to);
    expect(zone?.severity).toBe("critical");
    expect(model?.position).toBeLessThan(1);
  });

  it("does not go below zero for a fan", () => {
    const model = gaugeModel({
      value: 5760,
      thresholds: { ...none, lowerCritical: 500 },
      range: { min: 0, max: 25500 },
    });
    expect(model?.min).toBe(0);
  });

  it("uses the record's range when there are no thresholds", () => {
    const model = gaugeModel({ value: 21, thresholds: none, range: { min: 0, max: 100 } });
    expect(model).toEqual({ min: 0, max: 100, zones: [{ from: 0, to: 1, severity: "ok" }], position: 0.21 });
  });

  it("ignores thresholds that are all equal or out of order", () => {
    const zeroes = { ...none, lowerCritical: 0, upperCritical: 0 };
    expect(gaugeModel({ value: 21, thresholds: zeroes, range: null })).toBeNull();
    const swapped = { ...none, lowerCritical: 90, upperCritical: 10 };
    expect(gaugeModel({ value: 21, thresholds: swapped, range: null })).toBeNull();
  });

  it("has nothing to draw without a value or a scale", () => {
    expect(gaugeModel({ value: null, thresholds: none, range: { min: 0, max: 1 } })).toBeNull();
    expect(gaugeModel({ value: 3, thresholds: null, range: null })).toBeNull();
  });
});
