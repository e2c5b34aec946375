import { ByteReader } from "../../wire/byte-reader";
import { zonelessTime } from "../timestamp";

export interface SelTimestamp {
  /** As sent; null in records that carry none. */
  readonly raw: number | null;
  /** `since-start`: seconds since the BMC started, its clock was not set (IPMI 2.0 §37.1). */
  readonly clock: "set" | "since-start" | "unspecified";
  /** `YYYY-MM-DDTHH:MM:SS` in the BMC's own, unknown zone; null unless the clock was set. */
  readonly time: string | null;
}

/** Who generated an event (IPMI 2.0 §32.1). */
export interface EventGenerator {
  /** IPMB slave address, or software id with bit 0 set: a sensor owner's id. */
  readonly id: number;
  readonly channel: number;
  readonly lun: number;
}

interface RecordBase {
  readonly recordId: number;
  readonly recordType: number;
  readonly timestamp: SelTimestamp;
  /** The 16 bytes. */
  readonly raw: Buffer;
}

export interface SystemEventRecord extends RecordBase {
  readonly kind: "system-event";
  readonly generator: EventGenerator;
  /** 04h: IPMI 1.5 and 2.0, 03h: IPMI 1.0. */
  readonly revision: number;
  readonly sensorType: number;
  readonly sensorNumber: number;
  readonly eventType: number;
  readonly asserted: boolean;
  readonly data: readonly [number, number, number];
}

export interface OemTimestampedRecord extends RecordBase {
  readonly kind: "oem-timestamped";
  readonly manufacturerId: number;
  readonly data: Buffer;
}

export interface OemSelRecord extends RecordBase {
  /** `unknown`: a record type the specification reserves, and not a system event by its looks. */
  readonly kind: "oem" | "unknown";
  readonly data: Buffer;
}

export type SelRecord = SystemEventRecord | OemTimestampedRecord | OemSelRecord;

const SYSTEM_EVENT = 0x02;
const FIRST_OEM_TIMESTAMPED = 0xc0;
const FIRST_OEM = 0xe0;
const UNSPECIFIED = 0xffffffff;
/** Below: seconds since initialisation, not since 1970. */
const FIRST_ABSOLUTE = 0x20000000;
const noTimestamp: SelTimestamp = { raw: null, clock: "unspecified", time: null };

/** A SEL timestamp in its three meanings (IPMI 2.0 §37.1). */
export function selTimestamp(raw: number): SelTimestamp {
  if (raw === UNSPECIFIED) return { raw, clock: "unspecified", time: null };
  if (raw < FIRST_ABSOLUTE) return { raw, clock: "since-start", time: null };
  return { raw, clock: "set", time: zonelessTime(raw) };
}

export interface SelDecodeOptions {
  /** Take every record of a reserved type for a system event (FreeIPMI's `assumesystemevent`). */
  readonly systemEvents?: boolean;
}

/** Decodes a 16-byte SEL record (IPMI 2.0 §32). */
export function decodeSelRecord(bytes: Uint8Array, options: SelDecodeOptions = {}): SelRecord {
  const reader = new ByteReader(bytes, "SEL record");
  const raw = reader.take(16);
  const recordId = raw.readUInt16LE(0);
  const recordType = raw.readUInt8(2);
  const base = { recordId, recordType, raw };
  const body = new ByteReader(raw, `SEL record ${recordId}`, 3);
  if (recordType >= FIRST_OEM) return { ...base, kind: "oem", timestamp: noTimestamp, data: body.rest() };
  if (recordType >= FIRST_OEM_TIMESTAMPED) {
    const timestamp = selTimestamp(body.u32());
    return {
      ...base,
      kind: "oem-timestamped",
      timestamp,
      manufacturerId: body.u24() & 0x0fffff,
      data: body.rest(),
    };
  }
  const assumed = options.systemEvents === true || looksLikeSystemEvent(raw);
  if (recordType === SYSTEM_EVENT || assumed) return { ...base, ...systemEvent(body) };
  return { ...base, kind: "unknown", timestamp: noTimestamp, data: body.rest() };
}

/** Some boards write system events under reserved record types: the revision byte gives them away. */
function looksLikeSystemEvent(raw: Buffer): boolean {
  const revision = raw.readUInt8(9);
  return (revision === 0x03 || revision === 0x04) && raw.readUInt8(12) !== 0;
}

function systemEvent(body: ByteReader) {
  const timestamp = selTimestamp(body.u32());
  const id = body.u8();
  const channelLun = body.u8();
  const revision = body.u8();
  const sensorType = body.u8();
  const sensorNumber = body.u8();
  const direction = body.u8();
  return {
    kind: "system-event",
    timestamp,
    generator: { id, channel: channelLun >> 4, lun: channelLun & 0x03 },
    revision,
    sensorType,
    sensorNumber,
    eventType: direction & 0x7f,
    asserted: (direction & 0x80) === 0,
    data: [body.u8(), body.u8(), body.u8()],
  } as const;
}
