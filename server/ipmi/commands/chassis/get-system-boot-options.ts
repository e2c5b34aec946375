import { DecodeError } from "../../errors";
import { defineCommand, NetFn, Privilege } from "../command";
import { type BootFlags, BootOption, decodeBootFlags } from "./boot-options";

/** What Get System Boot Options (IPMI 2.0 §28.13) says of boot flags. */
export interface BootFlagsState {
  /** The BMC marks the whole parameter invalid or locked: the flags below are not in force. */
  readonly locked: boolean;
  readonly flags: BootFlags;
}

/** Get System Boot Options (IPMI 2.0 §28.13) for the boot flags, parameter 5. */
export const getBootFlags = defineCommand<void, BootFlagsState>({
  name: "Get System Boot Options",
  netFn: NetFn.Chassis,
  command: 0x09,
  privilege: Privilege.Operator,
  class: "read",
  encode: () => Uint8Array.of(BootOption.BootFlags, 0, 0),
  decode: (data) => {
    data.skip(1); // parameter version
    const parameter = data.u8();
    if ((parameter & 0x7f) !== BootOption.BootFlags) {
      throw new DecodeError("Get System Boot Options", 1, `parameter ${parameter & 0x7f} in place of 5`);
    }
    return { locked: (parameter & 0x80) !== 0, flags: decodeBootFlags(data) };
  },
  completionCodes: { 128: "the BMC does not know this boot option" },
});
