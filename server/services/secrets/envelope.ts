import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Envelope, SealedSecret, SecretPlace } from "@/server/database/secret-store";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const DATA_KEY_BYTES = 32;

/** The row was changed, moved, or sealed with another key. */
export class SecretCorruptError extends Error {
  constructor(options?: ErrorOptions) {
    super("A stored secret does not open: its row was changed or moved", options);
    this.name = "SecretCorruptError";
  }
}

export interface KeyEncryptionKey {
  readonly id: string;
  readonly key: Buffer;
}

function encrypt(key: Buffer, nonce: Buffer, aad: Buffer, plaintext: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES }).setAAD(aad);
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, nonce: Uint8Array, aad: Buffer, sealed: Uint8Array): Buffer {
  const at = sealed.length - TAG_BYTES;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES }).setAAD(aad);
    decipher.setAuthTag(sealed.subarray(at));
    return Buffer.concat([decipher.update(sealed.subarray(0, at)), decipher.final()]);
  } catch (cause) {
    throw new SecretCorruptError({ cause });
  }
}

/** Where something sealed belongs: what is sealed in one place opens in no other. Places of different kinds differ in length. */
export type Place = readonly (string | number)[];

/** Data key and data differ by the first part. */
function placeAad(what: "data" | "data-key", place: Place): Buffer {
  return Buffer.from(JSON.stringify([what, ...place]), "utf8");
}

/** Whatever is sealed gets a data key of its own, which `kek` wraps. */
export function sealBytes(kek: KeyEncryptionKey, place: Place, bytes: Buffer): Envelope {
  const dataKey = randomBytes(DATA_KEY_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const wrapNonce = randomBytes(NONCE_BYTES);
  const ciphertext = encrypt(dataKey, nonce, placeAad("data", place), bytes);
  const wrapped = encrypt(kek.key, wrapNonce, placeAad("data-key", place), dataKey);
  dataKey.fill(0);
  return {
    keyId: kek.id,
    wrappedKey: new Uint8Array(Buffer.concat([wrapNonce, wrapped])),
    nonce: new Uint8Array(nonce),
    ciphertext: new Uint8Array(ciphertext),
  };
}

/** Throws SecretCorruptError. */
export function openBytes(kek: KeyEncryptionKey, place: Place, envelope: Envelope): Buffer {
  if (envelope.keyId !== kek.id) throw new SecretCorruptError();
  const wrapNonce = envelope.wrappedKey.subarray(0, NONCE_BYTES);
  const wrapped = envelope.wrappedKey.subarray(NONCE_BYTES);
  const dataKey = decrypt(kek.key, wrapNonce, placeAad("data-key", place), wrapped);
  const plaintext = decrypt(dataKey, envelope.nonce, placeAad("data", place), envelope.ciphertext);
  dataKey.fill(0);
  return plaintext;
}

const placeOf = ({ hostId, field, version }: SecretPlace): Place => [hostId, field, version];

export function sealSecret(kek: KeyEncryptionKey, place: SecretPlace, plaintext: string): SealedSecret {
  const { hostId, field, version } = place;
  return { hostId, field, version, ...sealBytes(kek, placeOf(place), Buffer.from(plaintext, "utf8")) };
}

/** Throws SecretCorruptError. */
export function openSecret(kek: KeyEncryptionKey, secret: SealedSecret): string {
  return openBytes(kek, placeOf(secret), secret).toString("utf8");
}
