import type { ByteReader } from "../../wire/byte-reader";
import { ByteWriter } from "../../wire/byte-writer";

/** Request of Clear SEL and Clear SDR Repository alike (IPMI 2.0 §31.9, §33.16). */
export interface EraseRequest {
  readonly reservationId: number;
  /** `initiate` starts the erase; `get-status` asks how far it is and changes nothing. */
  readonly operation: "initiate" | "get-status";
}

export interface EraseProgress {
  readonly erasure: "in-progress" | "completed";
}

const INITIATE = 0xaa;
const GET_STATUS = 0x00;

export function encodeErase({ reservationId, operation }: EraseRequest): Uint8Array {
  return new ByteWriter()
    .u16(reservationId)
    .bytes(Buffer.from("CLR", "ascii"))
    .u8(operation === "initiate" ? INITIATE : GET_STATUS)
    .toBuffer();
}

export function decodeErase(data: ByteReader): EraseProgress {
  return { erasure: (data.u8() & 0x0f) === 0x01 ? "completed" : "in-progress" };
}

/** Erasing twice would take what came in between. */
export function eraseClass({ operation }: EraseRequest): "once" | "read" {
  return operation === "initiate" ? "once" : "read";
}
