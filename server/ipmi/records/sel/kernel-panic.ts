import { printable } from "../printable";
import type { OemSelRecord } from "./sel-record";

/** Record type that Linux' IPMI driver writes a panic's message in, eleven characters a record. */
const PANIC_RECORD = 0xf0;
const BMC_ADDRESS = 0x20;
const TEXT_OFFSET = 2;

/**
 * The piece of a kernel's last words in an OEM record, whatever the vendor of the BMC: slave address of the BMC, number
 * of the record, text. Null when the record is not one of those.
 */
export function kernelPanic({ recordType, data }: OemSelRecord): { part: number; text: string } | null {
  if (recordType !== PANIC_RECORD || data[0] !== BMC_ADDRESS) return null;
  const bytes = data.subarray(TEXT_OFFSET);
  const end = bytes.indexOf(0);
  const text = bytes.subarray(0, end < 0 ? bytes.length : end).toString("latin1");
  const isText = text !== "" && /^[\t\n\r\x20-\x7e]+$/.test(text);
  return isText ? { part: (data[1] ?? 0) + 1, text: printable(text.replaceAll(/\s/g, " ")) } : null;
}
