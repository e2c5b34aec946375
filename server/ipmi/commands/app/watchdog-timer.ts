/** What the watchdog timer is for, and what it does (IPMI 2.0 table 27-3). Codes are 3 bits; others are reserved. */
export const WatchdogUse = { Frb2: 1, Post: 2, OsLoad: 3, SmsOs: 4, Oem: 5 } as const;
export const WatchdogAction = { None: 0, HardReset: 1, PowerDown: 2, PowerCycle: 3 } as const;
export const WatchdogInterrupt = { None: 0, Smi: 1, Nmi: 2, Messaging: 3 } as const;

/** Counts are of 100 ms. */
export const WATCHDOG_COUNTS_PER_SECOND = 10;

export interface WatchdogSetting {
  /** No event when it expires. */
  readonly dontLog: boolean;
  readonly use: number;
  readonly interrupt: number;
  readonly action: number;
  readonly preTimeoutSeconds: number;
  /** A bit for each use whose "expired" flag is to be cleared. */
  readonly clearExpirations: number;
  /** 0–65535, in units of 100 ms. */
  readonly initialCount: number;
}
