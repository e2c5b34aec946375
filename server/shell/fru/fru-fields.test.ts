import { describe, expect, test } from "vitest";
import { fruFields } from "./fru-fields";

const field = (text: string) => [0xc0 | text.length, ...Buffer.from(text)];

/** A FRU with a product area only. */
function product(...body: number[]): Buffer {
  const length = Math.ceil((body.length + 4) / 8) * 8;
  const area = Buffer.alloc(length);
  Buffer.from([1, length / 8, 25, ...body]).copy(area);
  return Buffer.concat([Buffer.from([1, 0, 0, 0, 1, 0, 0, 0xfe]), area]);
}

const values = (bytes: Buffer) => fruFields(bytes).map(({ label, value }) => `${label}: ${value}`);

describe("fields of FRU data", () => {
  test("end where they say, not at what stands behind", () => {
    expect(values(product(0xc0, ...field("Name"), 0xc1, 0xc3, 0x41, 0x42, 0x43))).toEqual([
      "Product Name: Name",
    ]);
  });

  test("are read in every encoding", () => {
    const bytes = product(0x02, 0xca, 0xfe, 0x42, 0x12, 0xa3, 0x83, 0x29, 0xdc, 0xa6, 0xc1);
    expect(values(bytes)).toEqual([
      "Product Manufacturer: cafe",
      "Product Name: 12 3",
      "Product Part Number: IPMI",
    ]);
  });

  test("longer than their area, and areas longer than the data, are taken as far as they go or not at all", () => {
    expect(values(product(0xff, 0x41, 0x42))).toEqual(["Product Manufacturer: AB"]);
    const cut = product(...field("Maker"), 0xc1);
    expect(values(cut.subarray(0, cut.length - 1))).toEqual([]);
  });

  test("carry no control characters to a terminal", () => {
    expect(values(product(0xc4, 0x41, 0x1b, 0x5b, 0x42, 0xc1))).toEqual(["Product Manufacturer: A[B"]);
  });
});
