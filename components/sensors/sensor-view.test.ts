import { describe, expect, it } from "vitest";
import type { Sensor } from "@/lib/contracts/sensor";
import { problemsOf, viewSensors } from "./sensor-view";

const sensor = (change: Partial<Sensor>): Sensor => ({
  id: change.name ?? "x",
  name: "x",
  type: "Temperature",
  group: "temperature",
  entity: "",
  kind: "analog",
  availability: "ok",
  reason: "",
  value: 1,
  unit: "",
  text: "1",
  raw: 1,
  states: [],
  severity: "ok",
  stateText: "",
  bmcStateText: null,
  thresholds: null,
  range: null,
  ...change,
});

const sensors = [
  sensor({ name: "5V", group: "voltage", type: "Voltage" }),
  sensor({ name: "SYSTEM FAN 1", group: "fan", type: "Fan" }),
  sensor({ name: "CPU0 below Tmax" }),
  sensor({ name: "CPU1 below Tmax", severity: "critical" }),
  sensor({ name: "System Ambient", severity: "warning" }),
  sensor({
    name: "PSU2",
    group: "power-supply",
    availability: "not-present",
    severity: "unknown",
    value: null,
  }),
];
const everything = { text: "", severity: null, problems: false } as const;

describe("viewSensors", () => {
  it("groups in the order of the page and keeps the BMC's order within", () => {
    const view = viewSensors(sensors, everything);
    expect(view.groups.map((g) => [g.name, g.sensors.map((s) => s.name)])).toEqual([
      ["temperature", ["CPU0 below Tmax", "CPU1 below Tmax", "System Ambient"]],
      ["fan", ["SYSTEM FAN 1"]],
      ["voltage", ["5V"]],
    ]);
    expect(view.groups[0]?.worst).toBe("critical");
  });

  it("folds what cannot be read and still counts it", () => {
    const view = viewSensors(sensors, everything);
    expect(view.silent.map((s) => s.name)).toEqual(["PSU2"]);
    expect(view.shown).toBe(6);
  });

  it("finds every word in any order, whatever the case", () => {
    const view = viewSensors(sensors, { ...everything, text: "fan system" });
    expect(view.groups.flatMap((g) => g.sensors).map((s) => s.name)).toEqual(["SYSTEM FAN 1"]);
  });

  it("finds words of the page's language, and still those of the engine", () => {
    const inWords = (text: string) => (text === "Fan" ? "风扇" : text);
    for (const text of ["风扇", "fan"]) {
      const view = viewSensors(sensors, { ...everything, text }, inWords);
      expect(view.groups.flatMap((g) => g.sensors).map((s) => s.name)).toContain("SYSTEM FAN 1");
    }
    expect(viewSensors(sensors, { ...everything, text: "电源" }, inWords).shown).toBe(0);
  });

  it("filters by severity and by problems", () => {
    const names = (filter: Parameters<typeof viewSensors>[1]) =>
      viewSensors(sensors, filter).groups.flatMap((g) => g.sensors.map((s) => s.name));
    expect(names({ ...everything, severity: "warning" })).toEqual(["System Ambient"]);
    expect(names({ ...everything, problems: true })).toEqual(["CPU1 below Tmax", "System Ambient"]);
  });
});

it("lists problems worst first", () => {
  const names = (limit: number) => problemsOf(sensors, limit).map((s) => s.name);
  expect(names(5)).toEqual(["CPU1 below Tmax", "System Ambient"]);
  expect(names(1)).toEqual(["CPU1 below Tmax"]);
});
