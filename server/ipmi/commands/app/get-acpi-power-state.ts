import { defineCommand, NetFn, Privilege } from "../command";
import { acpiDeviceState, acpiSystemState } from "./acpi-power-state";

export interface AcpiPowerState {
  /** 7-bit code as sent. */
  readonly systemCode: number;
  /** "S0/G0", "S5/G2" …; null for a code the specification does not name. */
  readonly system: string | null;
  readonly deviceCode: number;
  readonly device: string | null;
}

/** Get ACPI Power State (IPMI 2.0 §20.7). */
export const getAcpiPowerState = defineCommand<void, AcpiPowerState>({
  name: "Get ACPI Power State",
  netFn: NetFn.App,
  command: 0x07,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => {
    const systemCode = data.u8() & 0x7f;
    const deviceCode = data.u8() & 0x7f;
    return {
      systemCode,
      system: acpiSystemState(systemCode),
      deviceCode,
      device: acpiDeviceState(deviceCode),
    };
  },
});
