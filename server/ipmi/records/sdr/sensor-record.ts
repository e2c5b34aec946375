import type { RawThresholds } from "../../commands/sensor-event/get-sensor-thresholds";
import type { Conversion } from "../conversion";
import type { SensorUnits } from "../units";

/** Who answers for a sensor. */
export interface SensorOwner {
  /** IPMB slave address, or software id with bit 0 set, as in the record. */
  readonly id: number;
  readonly channel: number;
  readonly lun: number;
}

export interface SensorEntity {
  /** IPMI 2.0 table 43-13. */
  readonly id: number;
  readonly instance: number;
  /** A container of entities, not a thing by itself. */
  readonly logical: boolean;
}

/** How a compact or event-only record stands for several sensors (IPMI 2.0 §43.2). */
export interface SensorSharing {
  /** Sensors the record stands for; 1 for itself alone. */
  readonly count: number;
  readonly modifier: "numeric" | "alpha";
  readonly modifierOffset: number;
  /** Each shared sensor belongs to the next entity instance. */
  readonly entityIncrements: boolean;
}

/** What a full record says of the range of readings, raw. */
export interface RawRange {
  readonly nominal: number | null;
  readonly normalMaximum: number | null;
  readonly normalMinimum: number | null;
  readonly maximum: number;
  readonly minimum: number;
}

/** One sensor as full (01h), compact (02h) and event-only (03h) records describe it (IPMI 2.0 §43.1–43.3). */
export interface SensorRecord {
  readonly kind: "full-sensor" | "compact-sensor" | "event-only-sensor";
  readonly recordId: number;
  readonly owner: SensorOwner;
  readonly number: number;
  readonly name: string;
  readonly entity: SensorEntity;
  readonly sensorType: number;
  /** Event/reading type code: 01h threshold, 02h–0Ch generic, 6Fh sensor-specific, 70h–7Fh OEM. */
  readonly eventType: number;
  /** Ignore the sensor when its entity is not present. */
  readonly ignoreWhenAbsent: boolean;
  readonly thresholdAccess: "none" | "readable" | "settable" | "fixed";
  /** Discrete states the sensor can report; threshold sensors: which thresholds are readable (bits 0–5). */
  readonly readingMask: number;
  readonly assertionMask: number;
  readonly deassertionMask: number;
  readonly units: SensorUnits;
  /** Full records with an analog format only. */
  readonly conversion: Conversion | null;
  readonly range: RawRange | null;
  /** Initial thresholds in the record: what to fall back to when Get Sensor Thresholds does not work. */
  readonly thresholds: RawThresholds | null;
  readonly sharing: SensorSharing;
}

export const THRESHOLD_EVENT_TYPE = 0x01;
export const SENSOR_SPECIFIC_EVENT_TYPE = 0x6f;

/** Stable name of a sensor within a host: owner, channel, LUN and number in hex, `20-0-0-3a`. */
export function sensorKey(owner: SensorOwner, number: number): string {
  return [owner.id, owner.channel, owner.lun, number]
    .map((part, index) => part.toString(16).padStart(index === 0 || index === 3 ? 2 : 1, "0"))
    .join("-");
}
