import { defineCommand, NetFn, Privilege } from "../command";
import { encodePefParameter, type PefParameterValue } from "./pef-parameters";

/** Set PEF Configuration Parameters (IPMI 2.0 §30.3). */
export const setPefConfigurationParameters = defineCommand<PefParameterValue, void>({
  name: "Set PEF Configuration Parameters",
  netFn: NetFn.SensorEvent,
  command: 0x12,
  privilege: Privilege.Administrator,
  class: "idempotent",
  encode: encodePefParameter,
  decode: () => undefined,
  completionCodes: {
    128: "the parameter is not supported",
    129: "somebody else is setting parameters",
    130: "the parameter is read-only",
  },
});
