/** How long the parts of a power action take, milliseconds. */
export interface PowerTimes {
  /** For the state to follow an accepted on or off (quirk P1: it stays old for seconds). */
  readonly confirmMs: number;
  /** For an operating system to shut down. */
  readonly softOffMs: number;
  /** Off between the halves of a cycle: capacitors and drives need it. */
  readonly holdOffMs: number;
  /** For signs of a reset or native cycle. */
  readonly evidenceMs: number;
  /** For a BMC that fell silent to answer again. */
  readonly silenceMs: number;
}

export const defaultPowerTimes: PowerTimes = {
  confirmMs: 60_000,
  softOffMs: 300_000,
  holdOffMs: 10_000,
  evidenceMs: 15_000,
  silenceMs: 60_000,
};
