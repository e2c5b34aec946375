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
    return this.view(1)[0] as number;
  }

  i8(): number {
    return (this.u8() << 24) >> 24;
  }

  u16(): number {
    const b = this.view(2);
    return (b[0] as number) | ((b[1] as number) << 8);
  }

  u24(): number {
    const b = this.view(3);
    return (b[0] as number) | ((b[1] as number) << 8) | ((b[2] as number) << 16);
  }

  u32(): number {
    const b = this.view(4);
    return (
      ((b[0] as number) | ((b[1] as number) << 8) | ((b[2] as number) << 16) | ((b[3] as number) << 24)) >>> 0
    );
  }

  /** A copy of the next `length` bytes. */
  take(length: number): Buffer {
    return Buffer.from(this.view(length));
  }

  /** A copy of everything left; may be empty. */
  rest(): Buffer {
    return this.take(this.remaining);
  }

  skip(length: number): void {
    this.view(length);
  }

  private view(length: number): Uint8Array {
    const end = this.position + length;
    if (length < 0 || end > this.bytes.length) {
      throw new DecodeError(
        this.subject,
        this.position,
        `needs ${length} byte(s) at offset ${this.position}, ${this.remaining} left`,
      );
    }
    const view = this.bytes.subarray(this.position, end);
    this.position = end;
    return view;
  }
}
