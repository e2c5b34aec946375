import { defineCommand, NetFn, Privilege } from "../command";

/** `seconds` from 1 to 253; `off` stops the timer, `disable` keeps PEF from acting until it is armed anew. */
export type PefPostponement = { readonly seconds: number } | "off" | "disable" | "get";

const codes = { off: 0x00, disable: 0xfe, get: 0xff } as const;

/** Arm PEF Postpone Timer (IPMI 2.0 §30.2). Answers with the seconds left. */
export const armPefPostponeTimer = defineCommand<{ timer: PefPostponement }, { secondsLeft: number }>({
  name: "Arm PEF Postpone Timer",
  netFn: NetFn.SensorEvent,
  command: 0x11,
  privilege: Privilege.Administrator,
  class: ({ timer }) => (timer === "get" ? "read" : "idempotent"),
  encode: ({ timer }) => Uint8Array.of(typeof timer === "string" ? codes[timer] : timer.seconds),
  decode: (data) => ({ secondsLeft: data.u8() }),
});
