import { createCipheriv } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DecodeError } from "../errors";
import { decryptAesCbc, encryptAesCbc } from "./aes-cbc";

// NIST SP 800-38A F.2.1, CBC-AES128: key and IV.
const key = Buffer.from("2b7e151628aed2a6abf7158809cf4f3c", "hex");
const iv = Buffer.from("000102030405060708090a0b0c0d0e0f", "hex");

/** Encrypts whole blocks as they are. */
function raw(plain: Buffer): Buffer {
  const cipher = createCipheriv("aes-128-cbc", key, iv).setAutoPadding(false);
  return Buffer.concat([iv, cipher.update(plain), cipher.final()]);
}

test("the IV comes first, the pad counts 1, 2, 3 … and ends with its length", () => {
  const padded = Buffer.from("2018c881043b043c010203040506070707".slice(0, 32), "hex");
  padded.writeUInt8(7, 15);
  expect(encryptAesCbc(key, iv, Buffer.from("2018c881043b043c", "hex"))).toEqual(raw(padded));
});

test("every payload comes back", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (payload) => {
      const sealed = encryptAesCbc(key, iv, payload);
      expect(sealed.length % 16).toBe(0);
      expect(decryptAesCbc(key, sealed)).toEqual(Buffer.from(payload));
    }),
  );
});

describe("decryption", () => {
  test.each([0, 15, 16, 31, 33, 47])("refuses %i bytes", (length) => {
    expect(() => decryptAesCbc(key, Buffer.alloc(length))).toThrow(DecodeError);
  });

  test("takes the pad length 16 of some BMCs, refuses longer ones", () => {
    const plain = (padLength: number) => Buffer.concat([Buffer.alloc(31, 0xaa), Buffer.from([padLength])]);
    expect(decryptAesCbc(key, raw(plain(16)))).toHaveLength(15);
    for (const padLength of [17, 31, 255]) {
      expect(() => decryptAesCbc(key, raw(plain(padLength)))).toThrow(DecodeError);
    }
  });

  test("refuses a pad longer than the payload", () => {
    expect(() => decryptAesCbc(key, raw(Buffer.concat([Buffer.alloc(15), Buffer.from([16])])))).toThrow(
      DecodeError,
    );
  });
});
