/** A segment to look through, in whatever form its files are. */
export interface SearchSegment {
  readonly hostId: string;
  readonly number: number;
  readonly folder: string;
  /** Offsets of its first byte and after its last one. */
  readonly from: number;
  readonly until: number;
  /** When the byte at an offset came: milliseconds since 1970. */
  readonly timeOf: (offset: number) => Promise<number>;
}
