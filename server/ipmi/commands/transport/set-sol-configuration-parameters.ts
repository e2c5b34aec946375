import { ByteWriter } from "../../wire/byte-writer";
import { type Command, defineCommand, NetFn, Privilege } from "../command";
import type { SolParameter } from "./sol-parameters";

/** Set SOL Configuration Parameters (IPMI 2.0 §26.2) for one parameter. */
export function setSolConfigurationParameters<Value>(
  parameter: SolParameter<Value>,
): Command<{ channel: number; value: Value }, void> {
  return defineCommand({
    name: "Set SOL Configuration Parameters",
    netFn: NetFn.Transport,
    command: 0x21,
    privilege: Privilege.Administrator,
    class: "idempotent",
    encode: ({ channel, value }) =>
      new ByteWriter()
        .u8(channel & 0x0f)
        .u8(parameter.selector)
        .bytes(parameter.encode(value))
        .toBuffer(),
    decode: () => undefined,
    completionCodes: {
      128: "the BMC does not know this SOL parameter",
      129: "somebody else is setting SOL parameters",
      130: "the SOL parameter is read-only",
    },
  });
}
