/** Collects little-endian fields; the mirror of ByteReader. */
export class ByteWriter {
  private readonly parts: number[] = [];

  u8(value: number): this {
    this.parts.push(value & 0xff);
    return this;
  }

  u16(value: number): this {
    return this.u8(value).u8(value >>> 8);
  }

  u24(value: number): this {
    return this.u16(value).u8(value >>> 16);
  }

  u32(value: number): this {
    return this.u16(value).u16(value >>> 16);
  }

  bytes(values: Uint8Array | readonly number[]): this {
    for (const value of values) this.u8(value);
    return this;
  }

  zeros(count: number): this {
    for (let i = 0; i < count; i++) this.u8(0);
    return this;
  }

  get length(): number {
    return this.parts.length;
  }

  toBuffer(): Buffer {
    return Buffer.from(this.parts);
  }
}
