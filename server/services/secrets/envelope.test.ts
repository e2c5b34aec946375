import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { SealedSecret, SecretPlace } from "@/server/database/secret-store";
import { openSecret, SecretCorruptError, sealSecret } from "./envelope";

const kek = { id: "k1", key: randomBytes(32) };
const place: SecretPlace = { hostId: "h1", field: "password", version: 1 };

test("what was sealed opens in its place", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(openSecret(kek, sealSecret(kek, place, text))).toBe(text);
    }),
  );
});

test("the same secret sealed twice shares no bytes", () => {
  const [one, two] = [sealSecret(kek, place, "secret"), sealSecret(kek, place, "secret")];
  expect(one.nonce).not.toEqual(two.nonce);
  expect(one.wrappedKey).not.toEqual(two.wrappedKey);
  expect(one.ciphertext).not.toEqual(two.ciphertext);
});

test.each<[string, Partial<SecretPlace>]>([
  ["host", { hostId: "h2" }],
  ["field", { field: "bmc-key" }],
  ["version", { version: 2 }],
])("a secret moved to another %s does not open", (_what, elsewhere) => {
  const moved: SealedSecret = { ...sealSecret(kek, place, "secret"), ...elsewhere };
  expect(() => openSecret(kek, moved)).toThrow(SecretCorruptError);
});

test("parts of two secrets of the same place do not fit together", () => {
  const [one, two] = [sealSecret(kek, place, "old"), sealSecret(kek, place, "new")];
  expect(() => openSecret(kek, { ...one, ciphertext: two.ciphertext, nonce: two.nonce })).toThrow(
    SecretCorruptError,
  );
  expect(() => openSecret(kek, { ...one, wrappedKey: two.wrappedKey })).toThrow(SecretCorruptError);
});

test("no bit can be turned and no byte cut without notice", () => {
  const sealed = sealSecret(kek, place, "secret");
  for (const part of ["wrappedKey", "nonce", "ciphertext"] as const) {
    for (let bit = 0; bit < sealed[part].length * 8; bit += 1) {
      const bytes = new Uint8Array(sealed[part]);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => openSecret(kek, { ...sealed, [part]: bytes })).toThrow(SecretCorruptError);
    }
    for (let length = 0; length < sealed[part].length; length += 1) {
      expect(() => openSecret(kek, { ...sealed, [part]: sealed[part].slice(0, length) })).toThrow(
        SecretCorruptError,
      );
    }
  }
});

test("another key does not open it, whatever it calls itself", () => {
  const sealed = sealSecret(kek, place, "secret");
  expect(() => openSecret({ id: "k1", key: randomBytes(32) }, sealed)).toThrow(SecretCorruptError);
  expect(() => openSecret({ id: "k2", key: kek.key }, sealed)).toThrow(SecretCorruptError);
});

test("neither the secret nor a key is in the row or in the error", () => {
  const canary = "canary-7f3a9";
  const sealed = sealSecret(kek, place, canary);
  const bytes = Buffer.concat([sealed.wrappedKey, sealed.nonce, sealed.ciphertext]);
  expect(bytes.includes(canary)).toBe(false);
  expect(bytes.includes(kek.key)).toBe(false);
  try {
    openSecret(kek, { ...sealed, hostId: "h2" });
    expect.unreachable();
  } catch (error) {
    expect(String(error)).not.toContain(canary);
  }
});
