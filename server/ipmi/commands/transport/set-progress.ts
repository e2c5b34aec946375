import type { ByteReader } from "../../wire/byte-reader";

const states = ["set-complete", "set-in-progress", "commit-write", "reserved"] as const;

/** Whether somebody is changing the configuration: parameter 0 of LAN, SOL and PEF (IPMI 2.0 table 23-4). */
export type SetProgress = (typeof states)[number];

export const setProgress = {
  encode: (state: SetProgress) => Uint8Array.of(states.indexOf(state)),
  decode: (data: ByteReader): SetProgress => states[data.u8() & 0x03] ?? "reserved",
};
