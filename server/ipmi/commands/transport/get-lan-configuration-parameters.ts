import { type Command, defineCommand, NetFn, Privilege } from "../command";
import type { LanParameter } from "./lan-parameter";

export interface LanParameterRequest {
  readonly channel: number;
  /** Which of several: destination, address, router. Default 0. */
  readonly set?: number;
  readonly block?: number;
}

/** Get LAN Configuration Parameters (IPMI 2.0 §23.2) for one parameter. */
export function getLanConfigurationParameters<Value>(
  parameter: LanParameter<Value>,
): Command<LanParameterRequest, Value> {
  return defineCommand({
    name: "Get LAN Configuration Parameters",
    netFn: NetFn.Transport,
    command: 0x02,
    privilege: Privilege.Operator,
    class: "read",
    encode: ({ channel, set = 0, block = 0 }) =>
      Uint8Array.of(channel & 0x0f, parameter.selector, set, block),
    decode: (data) => {
      data.skip(1); // parameter revision
      return parameter.decode(data);
    },
    completionCodes: { 128: `the BMC does not know the LAN parameter ${parameter.name}` },
  });
}
