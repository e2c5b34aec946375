import { defineCommand, NetFn, Privilege } from "../command";
import { DCMI_GROUP, dcmiCompletionCodes, skipDcmiGroup } from "./group-extension";

export interface PowerReadingRequest {
  /** Rolling average period as coded in the enhanced power statistics attributes; null for the plain statistics. */
  readonly rollingAverage: number | null;
}

export interface PowerReading {
  /** Watts. */
  readonly current: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly average: number;
  /** IPMI time stamp of the reading. */
  readonly timestamp: number;
  /** Milliseconds, or the rolling average's code when that was asked for. */
  readonly period: number;
  readonly active: boolean;
}

/** Get Power Reading (DCMI 1.5 §6.6.1). */
export const getPowerReading = defineCommand<PowerReadingRequest, PowerReading>({
  name: "Get Power Reading",
  netFn: NetFn.GroupExtension,
  command: 0x02,
  privilege: Privilege.User,
  class: "read",
  encode: ({ rollingAverage }) =>
    Uint8Array.of(DCMI_GROUP, rollingAverage === null ? 0x01 : 0x02, rollingAverage ?? 0, 0),
  decode: (data) => {
    skipDcmiGroup(data);
    return {
      current: data.u16(),
      minimum: data.u16(),
      maximum: data.u16(),
      average: data.u16(),
      timestamp: data.u32(),
      period: data.u32(),
      active: (data.u8() & 0x40) !== 0,
    };
  },
  completionCodes: dcmiCompletionCodes,
});
