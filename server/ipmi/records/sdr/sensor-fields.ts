import type { RawThresholds } from "../../commands/sensor-event/get-sensor-thresholds";
import type { ByteReader } from "../../wire/byte-reader";
import {
  type SensorEntity,
  type SensorOwner,
  type SensorRecord,
  type SensorSharing,
  THRESHOLD_EVENT_TYPE,
} from "./sensor-record";

export const alone: SensorSharing = {
  count: 1,
  modifier: "numeric",
  modifierOffset: 0,
  entityIncrements: false,
};

/** Owner id, owner LUN and sensor number: the record key of every sensor record. */
export function readSensorKey(reader: ByteReader): { owner: SensorOwner; number: number } {
  const id = reader.u8();
  const lun = reader.u8();
  return { owner: { id, channel: lun >> 4, lun: lun & 0x03 }, number: reader.u8() };
}

export function readEntity(reader: ByteReader): SensorEntity {
  const id = reader.u8();
  const instance = reader.u8();
  return { id, instance: instance & 0x7f, logical: (instance & 0x80) !== 0 };
}

const thresholdAccesses = ["none", "readable", "settable", "fixed"] as const;

/** Entity to masks: the bytes full and compact records share (IPMI 2.0 table 43-1, bytes 9–20). */
export function readSensorBody(reader: ByteReader) {
  const entity = readEntity(reader);
  reader.skip(1); // sensor initialization
  const capabilities = reader.u8();
  const sensorType = reader.u8();
  const eventType = reader.u8() & 0x7f;
  const assertionMask = reader.u16() & 0x7fff;
  const deassertionMask = reader.u16() & 0x7fff;
  const readingMask = reader.u16() & (eventType === THRESHOLD_EVENT_TYPE ? 0x3f : 0x7fff);
  return {
    entity,
    sensorType,
    eventType,
    ignoreWhenAbsent: (capabilities & 0x80) !== 0,
    thresholdAccess: thresholdAccesses[(capabilities >> 2) & 0x03] ?? "none",
    assertionMask,
    deassertionMask,
    readingMask,
  } satisfies Partial<SensorRecord>;
}

/** Record sharing bytes of compact and event-only records (IPMI 2.0 table 43-2, bytes 24–25). */
export function readSharing(reader: ByteReader): SensorSharing {
  const first = reader.u8();
  const second = reader.u8();
  return {
    count: Math.max(1, first & 0x0f),
    modifier: ((first >> 4) & 0x03) === 1 ? "alpha" : "numeric",
    modifierOffset: second & 0x7f,
    entityIncrements: (second & 0x80) !== 0,
  };
}

/** Thresholds in a full record's order, upper non-recoverable first; those not in `readable` (bits 0–5) are null. */
export function readThresholds(reader: ByteReader, readable: number): RawThresholds {
  const threshold = (bit: number) => {
    const raw = reader.u8();
    return (readable & (1 << bit)) !== 0 ? raw : null;
  };
  return {
    upperNonRecoverable: threshold(5),
    upperCritical: threshold(4),
    upperNonCritical: threshold(3),
    lowerNonRecoverable: threshold(2),
    lowerCritical: threshold(1),
    lowerNonCritical: threshold(0),
  };
}
