import { defineCommand, NetFn, Privilege } from "../command";

export interface ChassisCapabilities {
  readonly powerInterlock: boolean;
  readonly diagnosticInterrupt: boolean;
  readonly frontPanelLockout: boolean;
  readonly intrusionSensor: boolean;
  /** 8-bit slave addresses. */
  readonly fruAddress: number;
  readonly sdrAddress: number;
  readonly selAddress: number;
  readonly systemManagementAddress: number;
  /** Null when not sent: 20h then (IPMI 2.0 table 28-2). */
  readonly bridgeAddress: number | null;
}

/** Get Chassis Capabilities (IPMI 2.0 §28.1). */
export const getChassisCapabilities = defineCommand<void, ChassisCapabilities>({
  name: "Get Chassis Capabilities",
  netFn: NetFn.Chassis,
  command: 0x00,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => {
    const flags = data.u8();
    return {
      powerInterlock: (flags & 0x08) !== 0,
      diagnosticInterrupt: (flags & 0x04) !== 0,
      frontPanelLockout: (flags & 0x02) !== 0,
      intrusionSensor: (flags & 0x01) !== 0,
      fruAddress: data.u8(),
      sdrAddress: data.u8(),
      selAddress: data.u8(),
      systemManagementAddress: data.u8(),
      bridgeAddress: data.remaining > 0 ? data.u8() : null,
    };
  },
});
