import { defineCommand, NetFn, Privilege } from "../command";

export interface DeviceSdrInfo {
  /** Sensors of the LUN that was asked. */
  readonly sensors: number;
  readonly luns: readonly number[];
  readonly dynamic: boolean;
  /** Changes when the population does; null for a static one. */
  readonly populationChange: number | null;
}

/** Get Device SDR Info (IPMI 2.0 §35.2). Addressed to the LUN whose sensors are asked for. */
export const getDeviceSdrInfo = defineCommand<void, DeviceSdrInfo>({
  name: "Get Device SDR Info",
  netFn: NetFn.SensorEvent,
  command: 0x20,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => {
    const sensors = data.u8();
    const flags = data.u8();
    return {
      sensors,
      luns: [0, 1, 2, 3].filter((lun) => flags & (1 << lun)),
      dynamic: (flags & 0x80) !== 0,
      populationChange: data.remaining >= 4 ? data.u32() : null,
    };
  },
});
