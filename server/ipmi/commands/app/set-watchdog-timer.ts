import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";
import type { WatchdogSetting } from "./watchdog-timer";

export interface SetWatchdog extends WatchdogSetting {
  /** A running timer goes on; otherwise setting stops it until the next reset. */
  readonly dontStop: boolean;
}

/** Set Watchdog Timer (IPMI 2.0 §27.6). */
export const setWatchdogTimer = defineCommand<SetWatchdog, void>({
  name: "Set Watchdog Timer",
  netFn: NetFn.App,
  command: 0x24,
  privilege: Privilege.Operator,
  class: "idempotent",
  encode: (setting) =>
    new ByteWriter()
      .u8((setting.dontLog ? 0x80 : 0) | (setting.dontStop ? 0x40 : 0) | (setting.use & 0x07))
      .u8(((setting.interrupt & 0x07) << 4) | (setting.action & 0x07))
      .u8(setting.preTimeoutSeconds)
      .u8(setting.clearExpirations)
      .u16(setting.initialCount)
      .toBuffer(),
  decode: () => undefined,
});
