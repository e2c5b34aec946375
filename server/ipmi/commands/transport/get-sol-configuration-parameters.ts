import { type Command, defineCommand, NetFn, Privilege } from "../command";
import type { SolParameter } from "./sol-parameters";

/**
 * Get SOL Configuration Parameters (IPMI 2.0 §26.3) for one parameter. Request: the channel, 0Eh for the one the
 * session came over.
 */
export function getSolConfigurationParameters<Value>(
  parameter: Pick<SolParameter<Value>, "selector" | "decode">,
): Command<{ channel: number }, Value> {
  return defineCommand({
    name: "Get SOL Configuration Parameters",
    netFn: NetFn.Transport,
    command: 0x22,
    privilege: Privilege.User,
    class: "read",
    encode: ({ channel }) => Uint8Array.of(channel & 0x0f, parameter.selector, 0, 0),
    decode: (data) => {
      data.skip(1); // parameter revision
      return parameter.decode(data);
    },
    completionCodes: { 128: "the BMC does not know this SOL parameter" },
  });
}
