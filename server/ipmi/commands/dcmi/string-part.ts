import type { ByteReader } from "../../wire/byte-reader";
import { ByteWriter } from "../../wire/byte-writer";
import { DCMI_GROUP, skipDcmiGroup } from "./group-extension";

/** Most bytes of a string that one DCMI request carries (DCMI 1.5 §6.4.2). */
export const DCMI_STRING_PART = 16;

export interface StringPartRequest {
  readonly offset: number;
  /** 0–16. */
  readonly length: number;
}

export interface StringPart {
  /** Of the whole string, as the BMC says. */
  readonly totalLength: number;
  readonly bytes: Buffer;
}

export interface StringPartSetting {
  readonly offset: number;
  /** At most DCMI_STRING_PART. */
  readonly bytes: Uint8Array;
}

export function encodePartRequest({ offset, length }: StringPartRequest): Uint8Array {
  return Uint8Array.of(DCMI_GROUP, offset, length);
}

export function decodePart(data: ByteReader): StringPart {
  skipDcmiGroup(data);
  return { totalLength: data.u8(), bytes: data.rest() };
}

export function encodePartSetting({ offset, bytes }: StringPartSetting): Uint8Array {
  return new ByteWriter().u8(DCMI_GROUP).u8(offset).u8(bytes.length).bytes(bytes).toBuffer();
}

/** The length of the whole string after the change. */
export function decodePartSetting(data: ByteReader): number | null {
  skipDcmiGroup(data);
  return data.remaining > 0 ? data.u8() : null;
}
