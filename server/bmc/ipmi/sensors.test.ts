import { expect, test } from "vitest";
import { type SensorResult, vendorOf } from "@/server/ipmi";
import { decodeSdr, isSensorRecord } from "@/server/ipmi/records/sdr/decode-sdr";
import { ipmiSensors, THRESHOLDS_LIFETIME_MS, toSensors, unchangedKept } from "./sensors";
import { ScriptedCalls } from "./testing/scripted-calls";

/** A full record of a BMC's temperature sensor 01h, `Temp`, M = 1. */
function record(recordId: number) {
  const bytes = Buffer.alloc(52);
  bytes.writeUInt16LE(recordId, 0);
  bytes.set([0x51, 0x01, 47, 0x20, 0x00, 0x01, 0x03, 0x01, 0x7f, 0x68, 0x01, 0x01], 2);
  bytes.set([0x00, 0x01, 0x00, 0x00, 0x01], 20);
  bytes.set([0xc4, ...Buffer.from("Temp")], 47);
  const decoded = decodeSdr(bytes);
  if (!isSensorRecord(decoded)) throw new Error("not a sensor record");
  return decoded;
}

function result(changes: Partial<SensorResult>, recordId = 1): SensorResult {
  return {
    record: record(recordId),
    key: "20-0-0-01",
    availability: "ok",
    reason: "",
    raw: 59,
    value: 59.0000000001,
    unit: "°C",
    text: "59 °C",
    states: [],
    thresholds: null,
    state: { text: "above upper critical", severity: "critical" },
    bmcState: { text: "", severity: "ok" },
    severity: "critical",
    range: null,
    ...changes,
  };
}

test("a reading with our judgement and the BMC's beside it", () => {
  expect(toSensors([result({})])).toMatchObject([
    {
      id: "20-0-0-01",
      name: "Temp",
      type: "Temperature",
      group: "temperature",
      kind: "analog",
      value: 59,
      text: "59 °C",
      stateText: "above upper critical",
      bmcStateText: "",
    },
  ]);
});

test("where we cannot judge, the BMC's judgement is shown", () => {
  const bmcState = { text: "below lower critical", severity: "critical" as const };
  expect(toSensors([result({ state: null, bmcState })])[0]?.stateText).toBe("below lower critical");
});

test("a sensor of the vendor's own type is called what the vendor calls it", () => {
  const own = { ...record(1), sensorType: 0xc0 };
  expect(toSensors([result({ record: own })])[0]?.type).toBe("OEM");
  expect(toSensors([result({ record: own })], vendorOf(674))[0]?.type).toBe("System Performance");
});

test("two sensors that a board numbers alike are told apart", () => {
  const ids = toSensors([result({}, 1), result({}, 2)]).map(({ id }) => id);
  expect(ids).toEqual(["20-0-0-01", "20-0-0-01-r2"]);
});

test("thresholds set by somebody else are seen within ten minutes", async () => {
  let now = 0;
  let forgotten = 0;
  const scanner = { read: async () => [], forgetThresholds: () => forgotten++ };
  const sensors = ipmiSensors(
    new ScriptedCalls(),
    { current: async () => ({ scanner, vendor: null }) },
    () => now,
  );
  await sensors.read();
  now = THRESHOLDS_LIFETIME_MS - 1;
  await sensors.read();
  expect(forgotten).toBe(0);
  now = THRESHOLDS_LIFETIME_MS;
  await sensors.read();
  await sensors.read();
  expect(forgotten).toBe(1);
});

test("a sensor that reads as before stays the same object, one that changed in any way does not", () => {
  const state = { offset: 1, text: "Presence detected", severity: "ok" as const };
  const now = record(1);
  const read = (changes: Partial<SensorResult>) => toSensors([{ ...result(changes), record: now }]);
  const before = read({ states: [state] });
  expect(unchangedKept(before, read({ states: [{ ...state }] }))[0]).toBe(before[0]);
  for (const changes of [
    { states: [] },
    { states: [{ ...state, severity: "critical" as const }] },
    { states: [state], value: 60 },
    { states: [state], bmcState: null },
    { states: [state], availability: "unavailable" as const },
  ]) {
    const after = read(changes);
    expect(unchangedKept(before, after)).toEqual(after);
    expect(unchangedKept(before, after)[0]).not.toBe(before[0]);
  }
  expect(unchangedKept([], before)).toEqual(before);
});
