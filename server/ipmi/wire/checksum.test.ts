import { expect, test } from "vitest";
import { checksum } from "./checksum";

test("bytes and their checksum sum to zero", () => {
  expect(checksum(Buffer.from([0x20, 0x18]))).toBe(0xc8);
  expect(checksum(Buffer.from([0x81, 0x04, 0x3b, 0x04]))).toBe(0x3c);
  expect(checksum(new Uint8Array())).toBe(0);
});
