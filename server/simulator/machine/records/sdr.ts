import { ByteWriter } from "../../../ipmi/wire/byte-writer";
import { type AnalogSensor, type DiscreteSensor, type PlacedSensor, rawReading } from "../sensors/sensor";
import { typeLength } from "./type-length";

const SDR_VERSION = 0x51;
const LONGEST_NAME = 16;
const RecordType = { Full: 0x01, Compact: 0x02, EventOnly: 0x03, FruLocator: 0x11, ControllerLocator: 0x12 };
const THRESHOLD_EVENT_TYPE = 0x01;
/** Initialise scanning, events, thresholds and type; scanning and events are on after power-up (table 43-1, byte 11). */
const INITIALISATION = 0x7f;

/** A record's header with record id 0 (the repository numbers them), and its body. */
function record(type: number, body: ByteWriter): Buffer {
  const bytes = body.toBuffer();
  return new ByteWriter().u16(0).u8(SDR_VERSION).u8(type).u8(bytes.length).bytes(bytes).toBuffer();
}

/** The record of a sensor: full when it is analog, compact or event-only when it has states (IPMI 2.0 §43.1–43.3). */
export function sensorRecord(placed: PlacedSensor, owner: number): Buffer {
  const { sensor } = placed;
  if (sensor.kind === "analog") return fullRecord(placed, sensor, owner);
  return sensor.eventOnly === true
    ? eventOnlyRecord(placed, sensor, owner)
    : compactRecord(placed, sensor, owner);
}

function key(placed: PlacedSensor, owner: number): ByteWriter {
  return new ByteWriter().u8(owner).u8(placed.lun).u8(placed.number).bytes(placed.sensor.entity);
}

function fullRecord(placed: PlacedSensor, sensor: AnalogSensor, owner: number): Buffer {
  const { thresholdMask, eventMask, thresholds } = placed;
  const settable = thresholdMask === 0 ? 0 : 0x08;
  const body = key(placed, owner)
    .u8(INITIALISATION)
    // Ignored while its entity is absent, re-arms by itself, hysteresis and thresholds settable, events per state.
    .u8(0x40 | (settable === 0 ? 0 : 0x20) | settable)
    .u8(sensor.type)
    .u8(THRESHOLD_EVENT_TYPE)
    .u16(eventMask | (lowerComparisons(thresholdMask) << 12))
    .u16(eventMask | (upperComparisons(thresholdMask) << 12))
    .u16(thresholdMask | (thresholdMask << 8))
    .u8(sensor.percentage === true ? 0x01 : 0x00)
    .u8(sensor.unit)
    .u8(0);
  factors(body, sensor);
  const high = readingRange(sensor);
  const nominal = nominalValue(sensor);
  return record(
    RecordType.Full,
    body
      // Nominal, normal maximum and normal minimum follow.
      .u8(0x07)
      .u8(rawReading(sensor, nominal))
      .u8(rawReading(sensor, nominal * 1.1))
      .u8(rawReading(sensor, nominal * 0.9))
      .u8(high)
      .u8(0)
      .bytes(Uint8Array.from(thresholds).reverse())
      .u8(sensor.hysteresis)
      .u8(sensor.hysteresis)
      .u16(0)
      .u8(0)
      .bytes(typeLength(sensor.name, LONGEST_NAME)),
  );
}

/** M, B and exponents with their high bits where the record has them (table 43-1, bytes 24–30). */
function factors(body: ByteWriter, sensor: AnalogSensor): void {
  const { m, b = 0, bExponent = 0, exponent } = sensor;
  body
    .u8(0)
    .u8(m)
    .u8(((m >> 8) & 0x03) << 6);
  body
    .u8(b)
    .u8(((b >> 8) & 0x03) << 6)
    .u8(0);
  body.u8(((exponent & 0x0f) << 4) | (bExponent & 0x0f));
}

/** M to exponents as Get Sensor Reading Factors answers them (IPMI 2.0 §35.5): the linearisation left out. */
export function readingFactors(sensor: AnalogSensor): Buffer {
  const body = new ByteWriter();
  factors(body, sensor);
  return body.toBuffer().subarray(1);
}

function nominalValue(sensor: AnalogSensor): number {
  const { thresholds } = sensor;
  const low = thresholds.lowerNonCritical ?? thresholds.lowerCritical;
  const high = thresholds.upperNonCritical ?? thresholds.upperCritical;
  if (low !== undefined && high !== undefined) return (low + high) / 2;
  return low !== undefined ? low * 2 : (high ?? 0) / 2;
}

const readingRange = (sensor: AnalogSensor): number => (sensor.percentage === true ? 100 : 255);

const lowerComparisons = (mask: number): number => mask & 0x07;
const upperComparisons = (mask: number): number => (mask >> 3) & 0x07;

function compactRecord(placed: PlacedSensor, sensor: DiscreteSensor, owner: number): Buffer {
  return record(
    RecordType.Compact,
    key(placed, owner)
      .u8(INITIALISATION & ~0x10)
      .u8(0x40)
      .u8(sensor.type)
      .u8(sensor.eventType)
      .u16(sensor.states)
      .u16(sensor.states)
      .u16(sensor.states)
      .u8(0xc0)
      .u16(0)
      // Stands for one sensor alone, no hysteresis.
      .u8(0x01)
      .u8(0)
      .zeros(6)
      .bytes(typeLength(sensor.name, LONGEST_NAME)),
  );
}

function eventOnlyRecord(placed: PlacedSensor, sensor: DiscreteSensor, owner: number): Buffer {
  return record(
    RecordType.EventOnly,
    key(placed, owner)
      .u8(sensor.type)
      .u8(sensor.eventType)
      .u8(0x01)
      .zeros(3)
      .bytes(typeLength(sensor.name, LONGEST_NAME)),
  );
}

export interface FruLocator {
  readonly name: string;
  readonly fruId: number;
  readonly entity: readonly [id: number, instance: number];
}

/** FRU Device Locator of a logical FRU behind `controller` (IPMI 2.0 §43.8). */
export function fruLocatorRecord(fru: FruLocator, controller: number): Buffer {
  return record(
    RecordType.FruLocator,
    new ByteWriter()
      .u8(controller)
      .u8(fru.fruId)
      .u8(0x80)
      .u8(0)
      .u8(0)
      // FRU inventory behind a management controller (table 43-12: 10h, modifier 0).
      .u8(0x10)
      .u8(0)
      .bytes(fru.entity)
      .u8(0)
      .bytes(typeLength(fru.name, LONGEST_NAME)),
  );
}

/** Management Controller Device Locator (IPMI 2.0 §43.9). */
export function controllerLocatorRecord(name: string, address: number, support: number): Buffer {
  return record(
    RecordType.ControllerLocator,
    new ByteWriter()
      .u8(address)
      .u8(0)
      .u8(0)
      .u8(support)
      .zeros(3)
      .bytes([0x06, address === 0x20 ? 1 : 2])
      .u8(0)
      .bytes(typeLength(name, LONGEST_NAME)),
  );
}
