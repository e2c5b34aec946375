import { defineCommand, NetFn, Privilege } from "../command";

const causes = [
  "unknown",
  "chassis-control",
  "reset-button",
  "power-button",
  "watchdog",
  "oem",
  "power-restored-always-on",
  "power-restored-previous",
  "pef-reset",
  "pef-power-cycle",
  "soft-reset",
  "rtc-wake",
] as const;
export type RestartCause = (typeof causes)[number];

export interface SystemRestartCause {
  readonly cause: RestartCause;
  /** 0–15 as sent. */
  readonly code: number;
  /** Channel the command came over, where a command was the cause. */
  readonly channel: number;
}

/** Get System Restart Cause (IPMI 2.0 §28.11). */
export const getSystemRestartCause = defineCommand<void, SystemRestartCause>({
  name: "Get System Restart Cause",
  netFn: NetFn.Chassis,
  command: 0x07,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => {
    const code = data.u8() & 0x0f;
    return {
      cause: causes[code] ?? "unknown",
      code,
      channel: data.remaining > 0 ? data.u8() & 0x0f : 0,
    };
  },
});
