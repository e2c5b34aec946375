import { DecodeError } from "../../errors";
import { ByteReader } from "../../wire/byte-reader";
import {
  decodeDeviceRelativeAssociation,
  decodeEntityAssociation,
  type EntityAssociationRecord,
} from "./association-records";
import {
  type ControllerLocatorRecord,
  decodeControllerLocator,
  decodeFruLocator,
  decodeGenericLocator,
  type FruLocatorRecord,
  type GenericLocatorRecord,
} from "./locator-records";
import {
  type ChannelInfoRecord,
  type ControllerConfirmationRecord,
  decodeChannelInfo,
  decodeControllerConfirmation,
  decodeOemRecord,
  type OemRecord,
} from "./other-records";
import type { SensorRecord } from "./sensor-record";
import { decodeCompactSensor, decodeEventOnlySensor, decodeFullSensor } from "./sensor-records";

export interface UnknownRecord {
  readonly kind: "unknown";
  readonly recordId: number;
  readonly type: number;
}

export type SdrRecord =
  | SensorRecord
  | EntityAssociationRecord
  | GenericLocatorRecord
  | FruLocatorRecord
  | ControllerLocatorRecord
  | ControllerConfirmationRecord
  | ChannelInfoRecord
  | OemRecord
  | UnknownRecord;

export const SDR_HEADER_BYTES = 5;

/** Header of every SDR (IPMI 2.0 §43, table 43-1 bytes 1–5). */
export interface SdrHeader {
  readonly recordId: number;
  readonly version: number;
  readonly type: number;
  /** Bytes that follow the header. */
  readonly length: number;
}

export function decodeSdrHeader(bytes: Uint8Array): SdrHeader {
  const reader = new ByteReader(bytes, "SDR header");
  return { recordId: reader.u16(), version: reader.u8(), type: reader.u8(), length: reader.u8() };
}

const decoders: Readonly<Record<number, (recordId: number, reader: ByteReader) => SdrRecord>> = {
  1: decodeFullSensor,
  2: decodeCompactSensor,
  3: decodeEventOnlySensor,
  8: decodeEntityAssociation,
  9: decodeDeviceRelativeAssociation,
  16: decodeGenericLocator,
  17: decodeFruLocator,
  18: decodeControllerLocator,
  19: decodeControllerConfirmation,
  20: decodeChannelInfo,
  192: decodeOemRecord,
};

/**
 * Decodes one SDR, header included. Bytes past the header's length are left out (some boards send more); a record cut
 * inside its name keeps what there is of the name, cut before it throws DecodeError.
 */
export function decodeSdr(bytes: Uint8Array): SdrRecord {
  const header = decodeSdrHeader(bytes);
  const decode = decoders[header.type];
  if (decode === undefined) return { kind: "unknown", recordId: header.recordId, type: header.type };
  const record = bytes.subarray(0, SDR_HEADER_BYTES + header.length);
  if (record.length === SDR_HEADER_BYTES) {
    throw new DecodeError(`SDR ${header.recordId}`, SDR_HEADER_BYTES, "no bytes after the header");
  }
  return decode(header.recordId, new ByteReader(record, `SDR ${header.recordId}`, SDR_HEADER_BYTES));
}

/** True for the records that describe sensors. */
export function isSensorRecord(record: SdrRecord): record is SensorRecord {
  return (
    record.kind === "full-sensor" || record.kind === "compact-sensor" || record.kind === "event-only-sensor"
  );
}
