import { createCipheriv } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DecodeError } from "../errors";
import { AesCbc, decryptAesCbc, encryptAesCbc } from "./aes-cbc";

// NIST SP 800-38A F.2.1, CBC-AES128: key and IV.
const key = Buffer.from("2b7e151628aed2a6abf7158809cf4f3c", "hex");
const iv = Buffer.from("000102030405060708090a0b0c0d0e0f", "hex");

/** Encrypts whole blocks as they are. */
function raw(plain: Buffer, from = iv): Buffer {
  const cipher = createCipheriv("aes-128-cbc", key, from).setAutoPadding(false);
  return Buffer.concat([from, cipher.update(plain), cipher.final()]);
}

function withPad(payload: Uint8Array): Buffer {
  const pad = (31 - (payload.length % 16)) % 16;
  return Buffer.concat([
    payload,
    Buffer.from([...Array(pad).keys()].map((at) => at + 1)),
    Buffer.from([pad]),
  ]);
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

describe("a session's cipher", () => {
  const bytes16 = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes));
  const packets = fc.array(fc.tuple(bytes16, fc.uint8Array({ maxLength: 80 })), { maxLength: 12 });

  test("makes of each packet what a cipher of its own would, whatever went before", () => {
    fc.assert(
      fc.property(packets, (sent) => {
        const cipher = new AesCbc(key);
        for (const [from, payload] of sent)
          expect(cipher.encrypt(from, payload)).toEqual(raw(withPad(payload), from));
      }),
    );
  });

  test("reads packets in any order, also after some that it refused", () => {
    fc.assert(
      fc.property(packets, fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 12 }), (sent, hostile) => {
        const cipher = new AesCbc(key);
        for (const [index, [from, payload]] of [...sent].reverse().entries()) {
          refusable(() => cipher.decrypt(Buffer.from(hostile[index] ?? [])));
          expect(cipher.decrypt(raw(withPad(payload), from))).toEqual(Buffer.from(payload));
        }
      }),
    );
  });

  test("leaves what it read before as it was", () => {
    const cipher = new AesCbc(key);
    const first = cipher.decrypt(raw(withPad(Buffer.from("first"))));
    cipher.decrypt(raw(withPad(Buffer.from("other"))));
    expect(first.toString()).toBe("first");
  });

  test("once wiped, it knows no more than the key it was given holds by then", () => {
    const held = Buffer.from(key);
    const cipher = new AesCbc(held);
    const sealed = cipher.encrypt(iv, Buffer.from("secret"));
    cipher.decrypt(sealed);
    held.fill(0);
    cipher.wipe();
    const payload = Buffer.from("later");
    expect(cipher.encrypt(iv, payload)).toEqual(encryptAesCbc(Buffer.alloc(16), iv, payload));
  });
});

/** Hostile bytes are refused as such, or by chance mean something. */
function refusable(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(DecodeError);
  }
}

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
