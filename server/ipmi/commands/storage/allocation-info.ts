import type { ByteReader } from "../../wire/byte-reader";

/** How the SDR repository or the SEL hands out its memory (IPMI 2.0 §31.3, §33.10). */
export interface AllocationInfo {
  /** 0: unspecified. */
  readonly units: number;
  /** In bytes; 0: unspecified. */
  readonly unitSize: number;
  readonly freeUnits: number;
  /** The largest free block, in units. */
  readonly largestFreeBlock: number;
  /** The longest record, in units. */
  readonly longestRecord: number;
}

export function decodeAllocationInfo(data: ByteReader): AllocationInfo {
  return {
    units: data.u16(),
    unitSize: data.u16(),
    freeUnits: data.u16(),
    largestFreeBlock: data.u16(),
    longestRecord: data.u8(),
  };
}
