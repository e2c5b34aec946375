import type { ByteReader } from "../../wire/byte-reader";
import { ByteWriter } from "../../wire/byte-writer";

/** Request of Get SDR and Get Device SDR alike (IPMI 2.0 §33.12, §35.3). */
export interface SdrPartRequest {
  /** 0 reads without a reservation: allowed from offset 0 only, tolerated elsewhere by most BMCs. */
  readonly reservationId: number;
  readonly recordId: number;
  readonly offset: number;
  /** FFh: the whole record. */
  readonly length: number;
}

export interface SdrPart {
  /** FFFFh after the last record. */
  readonly nextRecordId: number;
  /** May be shorter or longer than asked for. */
  readonly data: Buffer;
}

export function encodeSdrPart({ reservationId, recordId, offset, length }: SdrPartRequest): Uint8Array {
  return new ByteWriter().u16(reservationId).u16(recordId).u8(offset).u8(length).toBuffer();
}

export function decodeSdrPart(data: ByteReader): SdrPart {
  return { nextRecordId: data.u16(), data: data.rest() };
}
