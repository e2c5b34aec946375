import { defineCommand, NetFn, Privilege } from "../command";

/** 7-bit codes of table 20-6; null leaves that one as it is. */
export interface AcpiPowerStateSetting {
  readonly systemCode: number | null;
  readonly deviceCode: number | null;
}

const SET = 0x80;

/** Set ACPI Power State (IPMI 2.0 §20.6): tells the BMC what the host's software says it is in; changes no power. */
export const setAcpiPowerState = defineCommand<AcpiPowerStateSetting, void>({
  name: "Set ACPI Power State",
  netFn: NetFn.App,
  command: 0x06,
  privilege: Privilege.Administrator,
  class: "idempotent",
  encode: ({ systemCode, deviceCode }) => Uint8Array.of(field(systemCode), field(deviceCode)),
  decode: () => undefined,
});

function field(code: number | null): number {
  return code === null ? 0 : SET | (code & 0x7f);
}
