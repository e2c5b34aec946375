import { defineCommand, NetFn, Privilege } from "../command";

/** True locks the button. */
export interface FrontPanelButtons {
  readonly powerOffDisabled: boolean;
  readonly resetDisabled: boolean;
  readonly diagnosticInterruptDisabled: boolean;
  readonly standbyDisabled: boolean;
}

/** Set Front Panel Enables (IPMI 2.0 §28.6). */
export const setFrontPanelEnables = defineCommand<FrontPanelButtons, void>({
  name: "Set Front Panel Button Enables",
  netFn: NetFn.Chassis,
  command: 0x0a,
  privilege: Privilege.Administrator,
  class: "idempotent",
  encode: (buttons) =>
    Uint8Array.of(
      (buttons.powerOffDisabled ? 0x01 : 0) |
        (buttons.resetDisabled ? 0x02 : 0) |
        (buttons.diagnosticInterruptDisabled ? 0x04 : 0) |
        (buttons.standbyDisabled ? 0x08 : 0),
    ),
  decode: () => undefined,
});
