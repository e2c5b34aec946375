import { SDR_HEADER_BYTES } from "@/server/ipmi/records/sdr/decode-sdr";

/** Records one after the other, as `sdr dump` writes them; what is cut off at the end is left out. */
export function splitRecords(bytes: Buffer): readonly Buffer[] {
  const records: Buffer[] = [];
  let at = 0;
  while (at + SDR_HEADER_BYTES <= bytes.length) {
    const end = at + SDR_HEADER_BYTES + bytes.readUInt8(at + SDR_HEADER_BYTES - 1);
    if (end > bytes.length) break;
    records.push(bytes.subarray(at, end));
    at = end;
  }
  return records;
}
