import { createCipheriv, createDecipheriv } from "node:crypto";
import { DecodeError } from "../errors";

const BLOCK = 16;

/** AES-CBC-128 payload: IV, then payload, pad 01h 02h 03h …, pad length (IPMI 2.0 §13.29). */
export function encryptAesCbc(key: Buffer, iv: Buffer, payload: Uint8Array): Buffer {
  const padLength = (BLOCK - ((payload.length + 1) % BLOCK)) % BLOCK;
  const plain = Buffer.alloc(payload.length + padLength + 1);
  plain.set(payload);
  for (let i = 0; i < padLength; i++) plain[payload.length + i] = i + 1;
  plain[plain.length - 1] = padLength;
  const cipher = createCipheriv("aes-128-cbc", key, iv).setAutoPadding(false);
  return Buffer.concat([iv, cipher.update(plain), cipher.final()]);
}

/** Throws DecodeError. A pad length of 16, sent by some BMCs, is accepted; the pad's content is not looked at. */
export function decryptAesCbc(key: Buffer, payload: Buffer): Buffer {
  const subject = "AES-CBC payload";
  if (payload.length < 2 * BLOCK || payload.length % BLOCK !== 0) {
    throw new DecodeError(subject, payload.length, "not an IV and whole blocks");
  }
  const decipher = createDecipheriv("aes-128-cbc", key, payload.subarray(0, BLOCK)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(payload.subarray(BLOCK)), decipher.final()]);
  const padLength = plain.readUInt8(plain.length - 1);
  if (padLength > BLOCK || padLength + 1 > plain.length) {
    throw new DecodeError(subject, payload.length - 1, `pad length ${padLength}`);
  }
  return plain.subarray(0, plain.length - 1 - padLength);
}
