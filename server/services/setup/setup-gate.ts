import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Open while there is no administrator. Holds the one-time token of the setup link; in memory, so a restart makes a new one. */
export class SetupGate {
  #tokenDigest: Buffer | null = null;

  get isOpen(): boolean {
    return this.#tokenDigest !== null;
  }

  /** Returns the token for the link; there is no other way to get it. */
  open(): string {
    const token = randomBytes(32).toString("base64url");
    this.#tokenDigest = digest(token);
    return token;
  }

  /** Takes the token, so that nobody else can; null when it is wrong. Call the result when nothing came of it. */
  claim(token: string): (() => void) | null {
    const held = this.#tokenDigest;
    if (held === null || !timingSafeEqual(held, digest(token))) return null;
    this.#tokenDigest = null;
    return () => {
      this.#tokenDigest = held;
    };
  }
}
