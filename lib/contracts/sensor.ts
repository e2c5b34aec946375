import { z } from "zod";
import { Severity } from "./severity";

/** What a sensor can be besides readable (quirks S1, S4, S5, S9). */
export const SensorAvailability = z.enum([
  "ok",
  "not-present",
  "unavailable",
  "disabled",
  "event-only",
  "error",
]);
export type SensorAvailability = z.infer<typeof SensorAvailability>;

export const SensorState = z.object({ offset: z.number().int(), text: z.string(), severity: Severity });
export type SensorState = z.infer<typeof SensorState>;

const threshold = z.number().nullable();
/** In the sensor's unit; null when not readable (IPMI 2.0 §35.9). */
export const Thresholds = z.object({
  upperNonRecoverable: threshold,
  upperCritical: threshold,
  upperNonCritical: threshold,
  lowerNonCritical: threshold,
  lowerCritical: threshold,
  lowerNonRecoverable: threshold,
});
export type Thresholds = z.infer<typeof Thresholds>;

export const Sensor = z.object({
  /** Stable within a host: owner, channel, LUN and number in hex, e.g. `20-0-0-3a`. */
  id: z.string(),
  name: z.string(),
  /** Sensor type in the specification's words (IPMI 2.0 §42.2), e.g. `Temperature`, `Power Supply`. */
  type: z.string(),
  /** Grouping for the page: temperature, fan, voltage, current, power, processor, memory, power-supply, storage, other. */
  group: z.enum([
    "temperature",
    "fan",
    "voltage",
    "current",
    "power",
    "processor",
    "memory",
    "power-supply",
    "storage",
    "other",
  ]),
  entity: z.string(),
  kind: z.enum(["analog", "discrete"]),
  availability: SensorAvailability,
  /** Why not available, in words; empty when it is. */
  reason: z.string(),
  value: z.number().nullable(),
  /** Display unit, e.g. `°C`, `RPM`, `V`; empty for none. */
  unit: z.string(),
  /** The value as it should be read, e.g. `59 °C`; discrete: states joined. */
  text: z.string(),
  raw: z.number().int().nullable(),
  states: z.array(SensorState).readonly(),
  /** Computed by us from value and thresholds, or from the discrete states. */
  severity: Severity,
  /** The threshold that gives the severity, in words; empty when ok. */
  stateText: z.string(),
  /** The same as the BMC itself reports it; null when it reports none. */
  bmcStateText: z.string().nullable(),
  thresholds: Thresholds.nullable(),
  /** Smallest and largest value the record allows for, for gauges; null when the record does not say. */
  range: z.object({ min: z.number(), max: z.number() }).nullable(),
});
export type Sensor = z.infer<typeof Sensor>;

export const SensorList = z.object({
  sensors: z.array(Sensor),
  /** When they were read; null before the first round. */
  at: z.iso.datetime().nullable(),
  /** Values since the poller began, oldest first: [unix ms, value], by sensor id. */
  history: z.record(z.string(), z.array(z.tuple([z.number(), z.number()]))),
});
export type SensorList = z.infer<typeof SensorList>;
