import { type Cipher, createCipheriv, createDecipheriv, type Decipher } from "node:crypto";
import { DecodeError } from "../errors";

const BLOCK = 16;
const ALGORITHM = "aes-128-cbc";
const zeroBlock = Buffer.alloc(BLOCK);

/**
 * AES-CBC-128 payloads of one session: IV, then payload, pad 01h 02h 03h …, pad length (IPMI 2.0 §13.29). Node's cipher
 * objects cost several times more to make than to use: one each way lasts for the session, and its chain, which goes on
 * from packet to packet, is led back to each packet's own IV.
 */
export class AesCbc {
  private encryptor: Cipher | null = null;
  private decryptor: Decipher | null = null;
  /** What the encryptor will add to the next block: the last one it made. */
  private chained: Buffer = zeroBlock;

  /** `key`: 16 bytes; read when first needed. */
  constructor(private readonly key: Buffer) {}

  /** `iv`: 16 fresh random bytes. */
  encrypt(iv: Buffer, payload: Uint8Array): Buffer {
    const padLength = (BLOCK - ((payload.length + 1) % BLOCK)) % BLOCK;
    const plain = Buffer.allocUnsafe(payload.length + padLength + 1);
    plain.set(payload);
    for (let i = 0; i < padLength; i++) plain[payload.length + i] = i + 1;
    plain[plain.length - 1] = padLength;
    for (let at = 0; at < BLOCK; at += 4) {
      const lead = iv.readInt32LE(at) ^ this.chained.readInt32LE(at);
      plain.writeInt32LE(plain.readInt32LE(at) ^ lead, at);
    }
    this.encryptor ??= createCipheriv(ALGORITHM, this.key, zeroBlock).setAutoPadding(false);
    const encrypted = this.encryptor.update(plain);
    this.chained = encrypted.subarray(-BLOCK);
    return Buffer.concat([iv, encrypted]);
  }

  /** Throws DecodeError. A pad length of 16, sent by some BMCs, is accepted; the pad's content is not looked at. */
  decrypt(payload: Buffer): Buffer {
    const subject = "AES-CBC payload";
    if (payload.length < 2 * BLOCK || payload.length % BLOCK !== 0) {
      throw new DecodeError(subject, payload.length, "not an IV and whole blocks");
    }
    this.decryptor ??= createDecipheriv(ALGORITHM, this.key, zeroBlock).setAutoPadding(false);
    // The chain starts anew with the IV, which itself decrypts to nothing that means anything.
    const plain = this.decryptor.update(payload).subarray(BLOCK);
    const padLength = plain.readUInt8(plain.length - 1);
    if (padLength > BLOCK || padLength + 1 > plain.length) {
      throw new DecodeError(subject, payload.length - 1, `pad length ${padLength}`);
    }
    return plain.subarray(0, plain.length - 1 - padLength);
  }

  /** Frees what OpenSSL made of the key, overwritten. */
  wipe(): void {
    this.encryptor?.final();
    this.decryptor?.final();
    this.encryptor = null;
    this.decryptor = null;
    this.chained = zeroBlock;
  }
}

/** A single payload; a session has an AesCbc. */
export function encryptAesCbc(key: Buffer, iv: Buffer, payload: Uint8Array): Buffer {
  return new AesCbc(key).encrypt(iv, payload);
}

/** A single payload; a session has an AesCbc. Throws DecodeError. */
export function decryptAesCbc(key: Buffer, payload: Buffer): Buffer {
  return new AesCbc(key).decrypt(payload);
}
