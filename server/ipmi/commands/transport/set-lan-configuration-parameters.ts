import { ByteWriter } from "../../wire/byte-writer";
import { type Command, defineCommand, NetFn, Privilege } from "../command";
import type { WritableLanParameter } from "./lan-parameter";

/** Set LAN Configuration Parameters (IPMI 2.0 §23.1) for one parameter. */
export function setLanConfigurationParameters<Value>(
  parameter: WritableLanParameter<Value>,
): Command<{ readonly channel: number; readonly value: Value }, void> {
  return defineCommand({
    name: "Set LAN Configuration Parameters",
    netFn: NetFn.Transport,
    command: 0x01,
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
      128: `the BMC does not know the LAN parameter ${parameter.name}`,
      129: "somebody else is setting LAN parameters",
      130: `the LAN parameter ${parameter.name} is read-only`,
      131: `the LAN parameter ${parameter.name} is write-only`,
    },
  });
}
