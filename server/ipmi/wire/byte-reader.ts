import { DecodeError } from "../errors";

/**
 * Reads little-endian fields from bytes somebody else wrote. Every length is a claim until checked here:
 * reading past the end throws a DecodeError that carries the offset, never `undefined`.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  private position: number;

  constructor(
    bytes: Uint8Array,
    /** What is being decoded; appears in error messages. */
    readonly subject: string,
    offset = 0,
  ) {
    this.bytes = bytes;
    this.position = offset;
  }

  get offset(): number {
    return this.position;
  }

  get remaining(): number {
    return this.bytes.length - this.position;
  }

  u8(): number {
    const at = this.pass(1);
    return this.bytes[at] as number;
  }

  i8(): number {
    return (this.u8() << 24) >> 24;
  }

  u16(): number {
    const at = this.pass(2);
    const { bytes } = this;
    return (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
  }

  u24(): number {
    const at = this.pass(3);
    const { bytes } = this;
    return (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16);
  }

  u32(): number {
    const at = this.pass(4);
    const { bytes } = this;
    const low = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16);
    return (low | ((bytes[at + 3] as number) << 24)) >>> 0;
  }

  /** A copy of the next `length` bytes. */
  take(length: number): Buffer {
    const at = this.pass(length);
    return Buffer.from(this.bytes.subarray(at, at + length));
  }

  /** A copy of everything left; may be empty. */
  rest(): Buffer {
    return this.take(this.remaining);
  }

  skip(length: number): void {
    this.pass(length);
  }

  /** Goes on by `length` bytes, all of which are there; returns where they begin. */
  private pass(length: number): number {
    const at = this.position;
    const end = at + length;
    if (length < 0 || end > this.bytes.length) {
      throw new DecodeError(
        this.subject,
        at,
        `needs ${length} byte(s) at offset ${at}, ${this.remaining} left`,
      );
    }
    this.position = end;
    return at;
  }
}
