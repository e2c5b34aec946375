import type { CompletionCodeError } from "../../errors";
import { ByteReader } from "../../wire/byte-reader";
import { defineCommand, NetFn, Privilege } from "../command";
import { DCMI_GROUP, dcmiCompletionCodes, skipDcmiGroup } from "./group-extension";
import type { PowerLimit } from "./power-limit";

/** Completion code: the limit is not active. */
export const NO_ACTIVE_LIMIT = 0x80;
const LIMIT_BYTES = 14;

/** Get Power Limit (DCMI 1.5 §6.6.2). Completion code 80h: none is active; many BMCs send the values all the same. */
export const getPowerLimit = defineCommand<void, PowerLimit>({
  name: "Get Power Limit",
  netFn: NetFn.GroupExtension,
  command: 0x03,
  privilege: Privilege.User,
  class: "read",
  encode: () => Uint8Array.of(DCMI_GROUP, 0, 0),
  decode: decodePowerLimit,
  completionCodes: { ...dcmiCompletionCodes, [NO_ACTIVE_LIMIT]: "no power limit is set" },
});

/** The limit a BMC would keep to if it were active, from its answer that none is; null when that says no more. */
export function inactivePowerLimit({ data }: CompletionCodeError): PowerLimit | null {
  return data.length < LIMIT_BYTES ? null : decodePowerLimit(new ByteReader(data, "Get Power Limit"));
}

function decodePowerLimit(data: ByteReader): PowerLimit {
  skipDcmiGroup(data);
  data.skip(2);
  const exceptionAction = data.u8();
  const watts = data.u16();
  const correctionMs = data.u32();
  data.skip(2);
  return { exceptionAction, watts, correctionMs, samplingSeconds: data.u16() };
}
