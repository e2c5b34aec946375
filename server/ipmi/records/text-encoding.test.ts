import { expect, test } from "vitest";
import { hex } from "../commands/testing/vectors";
import { decodeBcdPlus, decodeLatin1, decodeSixBit, decodeUnicode } from "./text-encoding";

test("BCD plus: two characters a byte, high nibble first", () => {
  expect(decodeBcdPlus(hex("01 23 45 67 89"))).toBe("0123456789");
  expect(decodeBcdPlus(hex("abcdef"))).toBe(" -.:,_");
});

test("6-bit: the specification's own example, IPMI in three bytes", () => {
  // FRU Information Storage Definition §13.2: "IPMI" is 29h DCh A6h.
  expect(decodeSixBit(hex("29 dc a6"))).toBe("IPMI");
  expect(decodeSixBit(hex("29 dc"))).toBe("IP");
  expect(decodeSixBit(hex(""))).toBe("");
});

test("Latin 1 without the zeros boards pad with", () => {
  expect(decodeLatin1(hex("54 e9 b0 00 00"))).toBe("Té°");
});

test("Unicode is little-endian, unless it is plain ASCII in disguise or has half a character", () => {
  expect(decodeUnicode(hex("29 6e a6 5e"))).toBe("温度");
  expect(decodeUnicode(hex("46 00 61 00 6e 00"))).toBe("Fan");
  expect(decodeUnicode(Buffer.from("Temp"))).toBe("Temp");
  expect(decodeUnicode(Buffer.from("Fan"))).toBe("Fan");
});
