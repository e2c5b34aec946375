import { CompletionCode } from "../../ipmi/message/completion-code";
import type { MachineReply } from "../machine";

const NOTHING = Buffer.alloc(0);

/** Completion code 00h and these data. */
export function success(data: Uint8Array | readonly number[] = NOTHING): MachineReply {
  return { completionCode: CompletionCode.Success, data: Uint8Array.from(data) };
}

/** A completion code other than 00h: no data follow. */
export function refuse(completionCode: number): MachineReply {
  return { completionCode, data: NOTHING };
}
