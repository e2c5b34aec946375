import { DecodeError } from "../../errors";
import type { ByteReader } from "../../wire/byte-reader";

/** Group extension identification of DCMI: first byte of each request and response (DCMI 1.5 §6). */
export const DCMI_GROUP = 0xdc;

/** Takes the group's byte off a response; another group's answer is none. */
export function skipDcmiGroup(data: ByteReader): void {
  const group = data.u8();
  if (group !== DCMI_GROUP) {
    throw new DecodeError(data.subject, 0, `group extension ${group.toString(16)}h in place of DCh`);
  }
}

/** Completion codes of DCMI's own (DCMI 1.5 table 6-1 and the commands' sections). */
export const dcmiCompletionCodes: Readonly<Record<number, string>> = {
  128: "the BMC does not know this parameter, or no power limit is set",
  129: "somebody else is setting parameters",
  130: "the parameter is read-only",
  131: "the access mode is not supported",
  132: "the power or temperature limit is out of range",
  133: "the correction or exception time is out of range",
  137: "the sampling period is out of range",
  138: "a power limit is active already",
};
