import { defineCommand, NetFn, Privilege } from "../command";

export interface SelfTestResults {
  readonly outcome: "passed" | "not-implemented" | "corrupted" | "fatal" | "reserved" | "device-specific";
  /** Byte 1 as sent: 55h passed, 56h not implemented, 57h corrupted or inaccessible, 58h fatal, FFh reserved. */
  readonly code: number;
  /** Byte 2 as sent: for 57h a bit for each failure (table 20-5), else the device's own. */
  readonly detail: number;
}

const outcomes: Readonly<Record<number, SelfTestResults["outcome"]>> = {
  85: "passed",
  86: "not-implemented",
  87: "corrupted",
  88: "fatal",
  255: "reserved",
};

/** Get Self Test Results (IPMI 2.0 §20.4): what the BMC found when it started. It does not run a test. */
export const getSelfTestResults = defineCommand<void, SelfTestResults>({
  name: "Get Self Test Results",
  netFn: NetFn.App,
  command: 0x04,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => {
    const code = data.u8();
    return { outcome: outcomes[code] ?? "device-specific", code, detail: data.u8() };
  },
});
