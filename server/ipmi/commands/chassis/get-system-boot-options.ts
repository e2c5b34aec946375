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

export interface BootOptionSelector {
  /** 0–127, see BootOption. */
  readonly parameter: number;
  /** 0 unless the parameter has sets (the mailbox's blocks). */
  readonly set: number;
}

export interface BootOptionData {
  readonly version: number;
  readonly parameter: number;
  readonly locked: boolean;
  /** As the parameter lays it out; may be empty. */
  readonly data: Buffer;
}

/** Get System Boot Options (IPMI 2.0 §28.13) for any parameter, as bytes. */
export const getSystemBootOptions = defineCommand<BootOptionSelector, BootOptionData>({
  name: "Get System Boot Options",
  netFn: NetFn.Chassis,
  command: 0x09,
  privilege: Privilege.Operator,
  class: "read",
  encode: ({ parameter, set }) => Uint8Array.of(parameter & 0x7f, set, 0),
  decode: (data) => {
    const version = data.u8();
    const parameter = data.u8();
    return {
      version,
      parameter: parameter & 0x7f,
      locked: (parameter & 0x80) !== 0,
      data: data.rest(),
    };
  },
  completionCodes: { 128: "the BMC does not know this boot option" },
});
