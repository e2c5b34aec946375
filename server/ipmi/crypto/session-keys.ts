import { inspect } from "node:util";

/** Keys of one session. Private fields: nothing that prints or serialises the object shows them. */
export class SessionKeys {
  readonly #sik: Buffer;
  readonly #k1: Buffer;
  readonly #k2: Buffer;
  readonly #integrityKey: Buffer;

  /** `integrityKey`: what authenticates packets where it is not K1 (MD5-128: the password). */
  constructor(keys: { sik: Buffer; k1: Buffer; k2: Buffer; integrityKey?: Buffer }) {
    this.#sik = keys.sik;
    this.#k1 = keys.k1;
    this.#k2 = keys.k2;
    this.#integrityKey = keys.integrityKey ?? keys.k1;
  }

  sik(): Buffer {
    return this.#sik;
  }

  k1(): Buffer {
    return this.#k1;
  }

  integrityKey(): Buffer {
    return this.#integrityKey;
  }

  /** AES-CBC-128: the first 16 bytes of K2 (IPMI 2.0 §13.29). */
  aesKey(): Buffer {
    return this.#k2.subarray(0, 16);
  }

  k2(): Buffer {
    return this.#k2;
  }

  /** Overwrites the keys: after a failed handshake and at the end of the session. */
  wipe(): void {
    for (const key of [this.#sik, this.#k1, this.#k2, this.#integrityKey]) key.fill(0);
  }

  toString(): string {
    return "SessionKeys(redacted)";
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
