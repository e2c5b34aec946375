import type { ByteReader } from "../../wire/byte-reader";
import { analogFormat, decodeConversion } from "../conversion";
import { decodeUnits } from "../units";
import {
  alone,
  readEntity,
  readSensorBody,
  readSensorKey,
  readSharing,
  readThresholds,
} from "./sensor-fields";
import { type RawRange, type SensorRecord, THRESHOLD_EVENT_TYPE } from "./sensor-record";
import { readIdString } from "./type-length";

/**
 * Sensor records. The reader stands behind the five header bytes. Names are as sent, `expandSharedSensors` makes them
 * printable: a blank before the modifier of "Slot " counts.
 */

/** Full Sensor Record, 01h (IPMI 2.0 §43.1). */
export function decodeFullSensor(recordId: number, reader: ByteReader): SensorRecord {
  const key = readSensorKey(reader);
  const body = readSensorBody(reader);
  const unitsFlags = reader.u8();
  const units = decodeUnits(unitsFlags, reader.u8(), reader.u8());
  const conversion = decodeConversion(reader, analogFormat(unitsFlags));
  const range = readRange(reader);
  const isThreshold = body.eventType === THRESHOLD_EVENT_TYPE;
  const thresholds = readThresholds(reader, isThreshold ? body.readingMask : 0);
  reader.skip(2 + 2 + 1); // hysteresis, reserved, OEM
  return {
    kind: "full-sensor",
    recordId,
    ...key,
    ...body,
    units,
    conversion: conversion.format === null ? null : conversion,
    range: conversion.format === null ? null : range,
    thresholds: isThreshold ? thresholds : null,
    sharing: alone,
    name: readIdString(reader),
  };
}

/** Compact Sensor Record, 02h (IPMI 2.0 §43.2). A numeric format it may claim means nothing without factors. */
export function decodeCompactSensor(recordId: number, reader: ByteReader): SensorRecord {
  const key = readSensorKey(reader);
  const body = readSensorBody(reader);
  const units = decodeUnits(reader.u8(), reader.u8(), reader.u8());
  const sharing = readSharing(reader);
  reader.skip(2 + 3 + 1); // hysteresis, reserved, OEM
  return {
    kind: "compact-sensor",
    recordId,
    ...key,
    ...body,
    units,
    conversion: null,
    range: null,
    thresholds: null,
    sharing,
    name: readIdString(reader),
  };
}

/** Event-Only Record, 03h (IPMI 2.0 §43.3): names events, has no reading. */
export function decodeEventOnlySensor(recordId: number, reader: ByteReader): SensorRecord {
  const key = readSensorKey(reader);
  const entity = readEntity(reader);
  const sensorType = reader.u8();
  const eventType = reader.u8() & 0x7f;
  const sharing = readSharing(reader);
  reader.skip(1 + 1); // reserved, OEM
  return {
    kind: "event-only-sensor",
    recordId,
    ...key,
    entity,
    sensorType,
    eventType,
    ignoreWhenAbsent: false,
    thresholdAccess: "none",
    readingMask: 0,
    assertionMask: 0,
    deassertionMask: 0,
    units: decodeUnits(0, 0, 0),
    conversion: null,
    range: null,
    thresholds: null,
    sharing,
    name: readIdString(reader),
  };
}

function readRange(reader: ByteReader): RawRange {
  const specified = reader.u8();
  const nominal = reader.u8();
  const normalMaximum = reader.u8();
  const normalMinimum = reader.u8();
  return {
    nominal: (specified & 0x01) !== 0 ? nominal : null,
    normalMaximum: (specified & 0x02) !== 0 ? normalMaximum : null,
    normalMinimum: (specified & 0x04) !== 0 ? normalMinimum : null,
    maximum: reader.u8(),
    minimum: reader.u8(),
  };
}
