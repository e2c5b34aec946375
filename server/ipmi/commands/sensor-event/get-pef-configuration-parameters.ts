import { defineCommand, NetFn, Privilege } from "../command";

export interface PefParameterSelector {
  /** `PefParameter`, or 96–127 for OEM ones. */
  readonly parameter: number;
  /** Which row of a table or which string, from 1; 0 where there is but one value. */
  readonly set?: number;
  /** Which block of a string, from 1. */
  readonly block?: number;
}

/** Get PEF Configuration Parameters (IPMI 2.0 §30.4). What `data` means: `decodePefParameter`. */
export const getPefConfigurationParameters = defineCommand<
  PefParameterSelector,
  { revision: number; data: Buffer }
>({
  name: "Get PEF Configuration Parameters",
  netFn: NetFn.SensorEvent,
  command: 0x13,
  privilege: Privilege.Operator,
  class: "read",
  encode: ({ parameter, set = 0, block = 0 }) => Uint8Array.of(parameter & 0x7f, set, block),
  decode: (data) => ({ revision: data.u8(), data: data.rest() }),
  completionCodes: { 128: "the parameter is not supported" },
});
