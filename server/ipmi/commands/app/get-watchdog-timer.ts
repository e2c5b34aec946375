import { defineCommand, NetFn, Privilege } from "../command";

export interface WatchdogTimer {
  /** Bytes 1 and 2 as sent: some print them. */
  readonly useByte: number;
  readonly actionByte: number;
  readonly dontLog: boolean;
  readonly running: boolean;
  readonly use: number;
  readonly interrupt: number;
  readonly action: number;
  readonly preTimeoutSeconds: number;
  /** A bit for each use whose timer expired since the flag was cleared. */
  readonly expirations: number;
  /** In units of 100 ms. */
  readonly initialCount: number;
  /** Null when the BMC left it out. */
  readonly presentCount: number | null;
}

/** Get Watchdog Timer (IPMI 2.0 §27.7). */
export const getWatchdogTimer = defineCommand<void, WatchdogTimer>({
  name: "Get Watchdog Timer",
  netFn: NetFn.App,
  command: 0x25,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => {
    const useByte = data.u8();
    const actionByte = data.u8();
    return {
      useByte,
      actionByte,
      dontLog: (useByte & 0x80) !== 0,
      running: (useByte & 0x40) !== 0,
      use: useByte & 0x07,
      interrupt: (actionByte >> 4) & 0x07,
      action: actionByte & 0x07,
      preTimeoutSeconds: data.u8(),
      expirations: data.u8(),
      initialCount: data.u16(),
      presentCount: data.remaining > 0 ? data.u16() : null,
    };
  },
});
