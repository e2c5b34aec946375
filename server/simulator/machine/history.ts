import type { Bmc } from "./bmc";
import { discreteEvent, recordOf, type SensorEvent } from "./events";
import { fraction, hash } from "./random";
import { type DiscreteSensor, type PlacedSensor, thresholdEvents } from "./sensors/sensor";

const DAY_MS = 86_400_000;
const PLACE = 0x5e1;

/** Something that happened once: moments since it began, and the events it left. */
type Incident = (bmc: Bmc, salt: number) => readonly (readonly [afterMs: number, event: SensorEvent])[];

/** Fills the log with the past weeks: by the seed, oldest first. */
export function fillHistory(bmc: Bmc): void {
  const { seed } = bmc.identity;
  const count = 4 + (hash(seed, PLACE) % 9);
  const now = bmc.now();
  const events: { readonly at: number; readonly event: SensorEvent }[] = [];
  for (let n = 0; n < count; n++) {
    const begin = now - (0.2 + 45 * fraction(seed, PLACE + 1, n)) * DAY_MS;
    const incident = incidents[hash(seed, PLACE + 2, n) % incidents.length];
    for (const [after, event] of incident?.(bmc, hash(seed, PLACE + 3, n)) ?? []) {
      events.push({ at: begin + after, event });
    }
  }
  events.sort((a, b) => a.at - b.at);
  const cleared = now - 60 * DAY_MS;
  bmc.eventLog.lastErase = bmc.logSeconds(cleared);
  add(bmc, stateOf(bmc, "event-log", 2, true), cleared);
  for (const { at, event } of events) add(bmc, event, at);
}

function add(bmc: Bmc, event: SensorEvent | null, at: number): void {
  if (event === null) return;
  const seconds = bmc.logSeconds(at);
  bmc.eventLog.add(recordOf(event, seconds), seconds);
}

function stateOf(
  bmc: Bmc,
  of: DiscreteSensor["circumstance"]["of"],
  offset: number,
  asserted: boolean,
  details: { readonly data2?: number; readonly data3?: number } = {},
): SensorEvent | null {
  const placed = bmc.sensorOf(of);
  return placed === null ? null : discreteEvent(placed, bmc.main.address, offset, asserted, details);
}

function sequence(...events: readonly (readonly [number, SensorEvent | null])[]) {
  return events.flatMap(([after, event]) => (event === null ? [] : [[after, event] as const]));
}

const incidents: readonly Incident[] = [
  function supplyLostItsInput(bmc, salt) {
    const minutes = 60_000 * (1 + (salt % 30));
    return sequence(
      [0, stateOf(bmc, "supply", 3, true)],
      [1000, stateOf(bmc, "supply-redundancy", 1, true)],
      [minutes, stateOf(bmc, "supply", 3, false)],
      [minutes + 1000, stateOf(bmc, "supply-redundancy", 0, true)],
    );
  },
  function lidWasOpen(bmc, salt) {
    const minutes = 60_000 * (3 + (salt % 20));
    return sequence([0, stateOf(bmc, "intrusion", 0, true)], [minutes, stateOf(bmc, "intrusion", 0, false)]);
  },
  function memoryCorrectedItself(bmc, salt) {
    const details = { data3: salt % 16 };
    return sequence(
      [0, stateOf(bmc, "memory", 0, true, details)],
      [40_000, stateOf(bmc, "memory", 0, true, details)],
    );
  },
  function roomWasWarm(bmc, salt) {
    const placed = bmc.main.sensors.sensors.find(
      ({ sensor }) => sensor.kind === "analog" && sensor.quantity.of === "inlet",
    );
    if (placed === undefined) return [];
    const minutes = 60_000 * (5 + (salt % 90));
    return sequence([0, crossing(placed, true)], [minutes, crossing(placed, false)]);
  },
  function hostStarted(bmc) {
    return sequence(
      [0, stateOf(bmc, "power-unit", 0, true)],
      [9000, stateOf(bmc, "power-unit", 0, false)],
      [11_000, stateOf(bmc, "system-boot", 0, true)],
      [70_000, stateOf(bmc, "os-boot", 1, true)],
    );
  },
];

/** Upper non-critical going high, and back. */
function crossing(placed: PlacedSensor, asserted: boolean): SensorEvent | null {
  const bit = 3;
  if ((placed.thresholdMask & (1 << bit)) === 0) return null;
  const limit = placed.thresholds[bit] ?? 0;
  return {
    generator: 0x20,
    lun: placed.lun,
    sensorType: placed.sensor.type,
    sensorNumber: placed.number,
    entity: placed.sensor.entity,
    eventType: 0x01,
    asserted,
    data: [0x50 | (thresholdEvents[bit] ?? 0), asserted ? limit + 1 : limit - 2, limit],
  };
}
