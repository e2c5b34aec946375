const REMEMBERED = 64;

/** Random numbers a BMC has used in RAKP 2: one that comes again, or is zero, was not drawn for us. */
export class NonceMemory {
  private readonly seen = new Set<string>();

  /** True, once, for a number not seen among the last 64. */
  isFresh(nonce: Buffer): boolean {
    const hex = nonce.toString("hex");
    if (nonce.every((byte) => byte === 0) || this.seen.has(hex)) return false;
    this.seen.add(hex);
    const [oldest] = this.seen;
    if (this.seen.size > REMEMBERED && oldest !== undefined) this.seen.delete(oldest);
    return true;
  }
}
