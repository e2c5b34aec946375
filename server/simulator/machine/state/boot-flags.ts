import type { Settings } from "../settings";

const VALID = 0x80;
const PERSISTENT = 0x40;
const EXPIRY_MS = 60_000;
const KEEP_ON_TIMEOUT = 0x08;
const FLAGS_KEY = "boot/5";
const CLEARING_KEY = "boot/3";

/** Boot flags (IPMI 2.0 table 28-14, parameter 5), whose valid bit goes away by itself. */
export class BootFlags {
  private setAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly settings: Settings) {}

  set(flags: Uint8Array, now: number): void {
    this.settings.set(FLAGS_KEY, flags);
    this.setAt = now;
  }

  /** Five bytes as they count now: without a restart within 60 s they are void, unless parameter 3 says otherwise. */
  get(now: number): Uint8Array {
    const flags = Uint8Array.from(this.settings.get(FLAGS_KEY) ?? [0, 0, 0, 0, 0]);
    const expires = (this.settings.byte(CLEARING_KEY, 0) & KEEP_ON_TIMEOUT) === 0;
    const isPersistent = ((flags[0] ?? 0) & PERSISTENT) !== 0;
    if (expires && !isPersistent && now >= this.setAt + EXPIRY_MS) flags[0] = (flags[0] ?? 0) & ~VALID;
    return flags;
  }

  /** The firmware reads them while the host starts: one-time flags are used up. Returns the device's code, or 0. */
  consume(now: number): number {
    const flags = this.get(now);
    if (((flags[0] ?? 0) & VALID) === 0) return 0;
    const isPersistent = ((flags[0] ?? 0) & PERSISTENT) !== 0;
    if (!isPersistent) this.settings.set(FLAGS_KEY, [0, 0, 0, 0, 0]);
    return ((flags[1] ?? 0) >> 2) & 0x0f;
  }
}
