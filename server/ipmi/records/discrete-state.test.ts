import { describe, expect, test } from "vitest";
import { discreteStates } from "./discrete-state";
import { sensorTypeName } from "./sensor-types";
import { stateAt } from "./states/state-tables";

test("states in the order of their offsets, each with its severity", () => {
  expect(discreteStates({ eventType: 0x6f, sensorType: 0x08 }, 0b1001)).toEqual([
    { offset: 0, text: "presence detected", severity: "ok" },
    { offset: 3, text: "power supply input lost (AC/DC)", severity: "critical" },
  ]);
  expect(discreteStates({ eventType: 0x0b, sensorType: 0x04 }, 0b10)[0]).toMatchObject({
    text: "redundancy lost",
    severity: "warning",
  });
});

test("illegal bits are masked where the specification defines the states", () => {
  expect(discreteStates({ eventType: 0x6f, sensorType: 0x29 }, 0x7fff)).toHaveLength(3);
  expect(discreteStates({ eventType: 0x03, sensorType: 0x01 }, 0x7ffe)).toHaveLength(1);
  expect(discreteStates({ eventType: 0x6f, sensorType: 0x08 }, 0x8000)).toEqual([]);
});

test("states of OEM types are numbers of unknown severity", () => {
  expect(discreteStates({ eventType: 0x70, sensorType: 0xc1 }, 0b100)).toEqual([
    { offset: 2, text: "OEM state 2", severity: "unknown" },
  ]);
});

test("an empty slot is not a fault, the removal of a part is an event worth a look", () => {
  expect(stateAt(0x6f, 0x25, 1)).toMatchObject({ severity: "ok", eventSeverity: "warning" });
  expect(stateAt(0x6f, 0x25, 0)).toMatchObject({ severity: "ok", endSeverity: "warning" });
});

describe("tables", () => {
  /** Number of offsets of IPMI 2.0 table 42-3 by sensor type, reserved ones in between counted. */
  const specific: Readonly<Record<number, number>> = {
    5: 7,
    6: 6,
    7: 13,
    8: 8,
    9: 8,
    12: 11,
    13: 9,
    15: 3,
    16: 7,
    17: 8,
    18: 6,
    19: 12,
    20: 5,
    25: 2,
    27: 2,
    29: 8,
    30: 5,
    31: 11,
    32: 6,
    33: 10,
    34: 15,
    35: 9,
    36: 4,
    37: 3,
    39: 2,
    40: 6,
    41: 3,
    42: 4,
    43: 8,
    44: 8,
  };

  test.each(Object.entries(specific))("sensor type %s has %i offsets", (type, count) => {
    expect(stateAt(0x6f, Number(type), count - 1)).not.toBeNull();
    expect(stateAt(0x6f, Number(type), count)).toBeNull();
  });

  test("no other sensor type has sensor-specific offsets", () => {
    for (let type = 0; type < 256; type++) {
      expect(stateAt(0x6f, type, 0) !== null).toBe(type in specific);
    }
  });

  test("generic types 01h to 0Ch have theirs (table 42-2)", () => {
    const counts = [12, 3, 2, 2, 2, 2, 9, 2, 2, 9, 8, 4];
    for (const [index, count] of counts.entries()) {
      expect(stateAt(index + 1, 0, count - 1)).not.toBeNull();
      expect(stateAt(index + 1, 0, count)).toBeNull();
    }
    expect(stateAt(0x00, 0, 0)).toBeNull();
    expect(stateAt(0x0d, 0, 0)).toBeNull();
  });

  test("sensor types have the specification's names", () => {
    expect([0x01, 0x08, 0x0c, 0x23, 0x2c].map(sensorTypeName)).toEqual([
      "Temperature",
      "Power Supply",
      "Memory",
      "Watchdog 2",
      "FRU State",
    ]);
    expect([0x2d, 0xbf, 0xc0, 0xff].map(sensorTypeName)).toEqual(["Reserved", "Reserved", "OEM", "OEM"]);
  });
});
