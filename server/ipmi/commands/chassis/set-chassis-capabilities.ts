import { defineCommand, NetFn, Privilege } from "../command";

export interface ChassisCapabilitiesSetting {
  readonly frontPanelLockout: boolean;
  readonly intrusionSensor: boolean;
  readonly fruAddress: number;
  readonly sdrAddress: number;
  readonly selAddress: number;
  readonly systemManagementAddress: number;
  /** Left out of the request when null. */
  readonly bridgeAddress: number | null;
}

/** Set Chassis Capabilities (IPMI 2.0 §28.7). */
export const setChassisCapabilities = defineCommand<ChassisCapabilitiesSetting, void>({
  name: "Set Chassis Capabilities",
  netFn: NetFn.Chassis,
  command: 0x05,
  privilege: Privilege.Administrator,
  class: "idempotent",
  encode: (setting) =>
    Uint8Array.of(
      (setting.frontPanelLockout ? 0x02 : 0) | (setting.intrusionSensor ? 0x01 : 0),
      setting.fruAddress,
      setting.sdrAddress,
      setting.selAddress,
      setting.systemManagementAddress,
      ...(setting.bridgeAddress === null ? [] : [setting.bridgeAddress]),
    ),
  decode: () => undefined,
});
