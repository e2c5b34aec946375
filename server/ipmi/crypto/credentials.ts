import { inspect } from "node:util";

const MAX_USERNAME = 16; // IPMI 2.0 §13.20
const MAX_KEY = 20; // IPMI 2.0 §13.31: K_uid and K_g are 160 bits

/**
 * Who logs in, and with what. The secrets are private fields: printing, inspecting, spreading or
 * serialising a Credentials shows the user name only.
 */
export class Credentials {
  readonly username: string;
  readonly #password: Buffer;
  readonly #bmcKey: Buffer | null;

  /** Throws RangeError when something is longer than IPMI 2.0 allows (name 16, password and K_g 20 bytes). */
  constructor(given: { username: string; password: string | Uint8Array; bmcKey?: Uint8Array | null }) {
    const password = Buffer.from(given.password);
    const bmcKey = given.bmcKey ?? null;
    if (Buffer.byteLength(given.username, "utf8") > MAX_USERNAME) {
      throw new RangeError(`a user name has at most ${MAX_USERNAME} bytes`);
    }
    if (password.length > MAX_KEY) throw new RangeError(`a password has at most ${MAX_KEY} bytes`);
    if (bmcKey !== null && bmcKey.length > MAX_KEY) {
      throw new RangeError(`a BMC key has at most ${MAX_KEY} bytes`);
    }
    this.username = given.username;
    this.#password = padded(password);
    this.#bmcKey = bmcKey === null || bmcKey.every((byte) => byte === 0) ? null : padded(bmcKey);
  }

  /** K_uid: the password, padded with zeros to 20 bytes. */
  userKey(): Buffer {
    return this.#password;
  }

  /** K_g, padded; the user key stands in for it when the BMC has none (IPMI 2.0 §13.31). */
  bmcKey(): Buffer {
    return this.#bmcKey ?? this.#password;
  }

  /** The same with a password of which `bytes` count. */
  cutTo(bytes: number): Credentials {
    return new Credentials({
      username: this.username,
      password: this.#password.subarray(0, bytes),
      bmcKey: this.#bmcKey,
    });
  }

  get hasBmcKey(): boolean {
    return this.#bmcKey !== null;
  }

  toString(): string {
    return `Credentials(${this.username})`;
  }

  toJSON(): { username: string } {
    return { username: this.username };
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

function padded(key: Uint8Array): Buffer {
  const out = Buffer.alloc(MAX_KEY);
  out.set(key);
  return out;
}
