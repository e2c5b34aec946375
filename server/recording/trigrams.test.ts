import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TrigramSet, trigramsOf } from "./trigrams";

/** Noted in pieces of this many bytes. */
function noted(content: string | Buffer, piece = 1000): TrigramSet {
  const set = new TrigramSet();
  const bytes = Buffer.from(content as string);
  for (let i = 0; i < bytes.length; i += piece) set.add(bytes.subarray(i, i + piece));
  return set;
}

describe("trigrams of output", () => {
  it("are three bytes in a row of one line, letters in lower case, others as they are", () => {
    const set = noted(Buffer.from("aB\r\nxYz9\n12\nü\n\u00c4b", "utf8"));
    expect(set.all()).toEqual([0x61_62_0d, 0x78_79_7a, 0x79_7a_39, 0xc3_84_62].sort((a, b) => a - b));
    expect(set.size).toBe(4);
    expect([set.has(0x78_79_7a), set.has(0x62_0d_0a), set.has(0x31_32_c3)]).toEqual([true, false, false]);
  });

  it("hold any byte, the last number included", () => {
    expect(noted(Buffer.from([0, 0, 0, 0xff, 0xff, 0xff])).all()).toEqual([0, 0xff, 0xff_ff, 0xff_ff_ff]);
  });

  it("are the same however the output is cut", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).map((byte) => byte % 14)),
        fc.integer({ min: 1, max: 9 }),
        (content, piece) => {
          const whole = noted(Buffer.from(content));
          const expected = new Set<number>();
          for (const line of Buffer.from(content).toString("latin1").split("\n")) {
            for (let i = 2; i < line.length; i++) {
              expected.add(Buffer.from(line.slice(i - 2, i + 1), "latin1").readUIntBE(0, 3));
            }
          }
          expect(whole.all()).toEqual([...expected].sort((a, b) => a - b));
          expect(noted(Buffer.from(content), piece).all()).toEqual(whole.all());
        },
      ),
    );
  });

  it("are forgotten when it is cleared, half a one included", () => {
    const set = noted("abcde");
    set.clear();
    set.add(Buffer.from("fgh"));
    expect(set.all()).toEqual(trigramsOf(["fgh"]));
    expect(set.size).toBe(1);
  });

  it.each(["x\u212ay", "\u212a", "ab\u017f", "\u017fab", "a\u017f"])(
    "%j has a character that is an ASCII letter when case does not count",
    (text) => {
      expect(noted(`some line\n${text}\nanother\n`).hasOddLetters).toBe(Buffer.from(text).length > 2);
    },
  );

  it("of German, Chinese and noise have none", () => {
    expect(noted("Größe ßüö 中文 ░▒▓ Ωå").hasOddLetters).toBe(false);
  });
});

describe("trigrams of texts", () => {
  it("are those of each, once", () => {
    expect(trigramsOf(["EDAC", "edac", "MC"])).toEqual([0x65_64_61, 0x64_61_63].sort((a, b) => a - b));
    expect(trigramsOf(["", "ab", "ü"])).toEqual([]);
    expect(trigramsOf(["ü1"])).toEqual([0xc3_bc_31]);
  });
});
