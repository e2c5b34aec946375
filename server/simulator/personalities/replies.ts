import { CompletionCode } from "../../ipmi/message/completion-code";
import type { MachineReply, MachineRequest } from "../machine";
import { refuse } from "../protocol/reply";

/** What a command is told by, on the engine's side and here. */
interface Numbered {
  readonly netFn: number;
  readonly command: number;
}

export function isFor(command: Numbered, request: MachineRequest): boolean {
  return request.netFn === command.netFn && request.command === command.command;
}

type ReplyHook = (request: MachineRequest, reply: MachineReply | null) => MachineReply | null;

/** Meets the replies of one command that succeeded; other replies go as they are. */
export function onReply(
  command: Numbered,
  change: (reply: MachineReply, request: MachineRequest) => MachineReply | null,
): ReplyHook {
  return (request, reply) => {
    return isFor(command, request) && reply?.completionCode === CompletionCode.Success
      ? change(reply, request)
      : reply;
  };
}

/** Answers one command with a completion code, where `when` says so. */
export function refusing(
  command: Numbered,
  completionCode: number,
  when: (request: MachineRequest) => boolean = () => true,
): ReplyHook {
  return (request, reply) => {
    return isFor(command, request) && when(request) ? refuse(completionCode) : reply;
  };
}

/** The reply with other data. */
export function edited(reply: MachineReply, edit: (data: Buffer) => Uint8Array | undefined): MachineReply {
  const data = Buffer.from(reply.data);
  return { ...reply, data: edit(data) ?? data };
}
