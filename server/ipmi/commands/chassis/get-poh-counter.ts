import { defineCommand, NetFn, Privilege } from "../command";

export interface PowerOnHours {
  readonly minutesPerCount: number;
  readonly count: number;
  /** Whole minutes of operation: count × minutes per count. */
  readonly minutes: number;
}

/** Get POH Counter (IPMI 2.0 §28.14). */
export const getPohCounter = defineCommand<void, PowerOnHours>({
  name: "Get POH Counter",
  netFn: NetFn.Chassis,
  command: 0x0f,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => {
    const minutesPerCount = data.u8();
    const count = data.u32();
    return { minutesPerCount, count, minutes: minutesPerCount * count };
  },
});
