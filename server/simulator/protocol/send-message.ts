import { NetFn } from "../../ipmi/commands/command";
import { DecodeError } from "../../ipmi/errors";
import { CompletionCode } from "../../ipmi/message/completion-code";
import { REMOTE_CONSOLE_ADDRESS } from "../../ipmi/message/ipmi-message";
import type { Machine, MachineReply, MachineRequest } from "../machine";
import { decodeLanRequest, encodeLanResponse, type LanRequest } from "./lan-message";
import type { ProtocolCommand, ProtocolReply } from "./protocol-command";
import { refuse, success } from "./reply";
import type { LanSession } from "./session-table";

const SEND_MESSAGE = 0x34;
const GET_DEVICE_ID = 0x01;
/** Nobody acknowledged on the bus (IPMI 2.0 table 22-9). */
const NAK_ON_WRITE = 0x83;
/** Bits 7:6 of the channel byte: the console wants the answer. */
const TRACKED = 0x40;
const MAX_HOPS = 2;

/**
 * Send Message (IPMI 2.0 §22.7): carries a request to a controller behind this one, and its answer back. A Send Message
 * inside is the second hop, done by the controller that gets it. `execute` decides and executes as for any request.
 */
export function sendMessage(
  execute: (request: MachineRequest, session: LanSession | null) => MachineReply | null,
): ProtocolCommand {
  const hop = (
    machine: Machine,
    request: MachineRequest,
    session: LanSession | null,
    hops: number,
  ): { reply: MachineReply; inner: LanRequest | null } => {
    const inner = innerRequest(request.data);
    if (inner === null) return { reply: refuse(CompletionCode.InvalidField), inner };
    const channel = (request.data[0] ?? 0) & 0x0f;
    const forwarded = { ...onward(request, inner), channel };
    if (!isThere(machine, forwarded)) return { reply: refuse(NAK_ON_WRITE), inner };
    // Each hop hands on what it got, so that the console sees one Send Message around the answer, however far it came.
    const bridges = inner.netFn === NetFn.App && inner.command === SEND_MESSAGE && hops < MAX_HOPS;
    if (bridges) return hop(machine, forwarded, session, hops + 1);
    const answered = execute(forwarded, session);
    if (answered === null) return { reply: refuse(CompletionCode.Timeout), inner };
    const response = encodeLanResponse(inner, answered.completionCode, answered.data, CONFORMING);
    return { reply: success(response), inner };
  };
  return {
    netFn: NetFn.App,
    command: SEND_MESSAGE,
    minimumLength: 8,
    execute({ machine, traits }, request, session): ProtocolReply {
      const { reply, inner } = hop(machine, request, session, 1);
      if (((request.data[0] ?? 0) & 0xc0) !== TRACKED && reply.completionCode === 0) return success();
      if (inner === null || reply.completionCode !== 0 || traits.bridgedReply === "embedded") return reply;
      const follows = addressedToConsole(Buffer.from(reply.data), inner);
      return { ...(traits.bridgedReply === "both" ? reply : success()), follows };
    },
  };
}

const CONFORMING = { wrongChecksums: false, unswappedAddresses: false };

/** Null for bytes that are no request. */
function innerRequest(data: Buffer): LanRequest | null {
  try {
    return decodeLanRequest(data.subarray(1));
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}

/** Every controller answers Get Device ID; who does not is not there. */
function isThere(machine: Machine, forwarded: MachineRequest): boolean {
  const probe = { ...forwarded, netFn: NetFn.App, command: GET_DEVICE_ID, lun: 0, data: Buffer.alloc(0) };
  return machine.execute(probe) !== null;
}

function onward(outer: MachineRequest, { address, netFn, lun, command, data }: LanRequest): MachineRequest {
  const { channel, session, from, datagram } = outer;
  return { address, netFn, lun, command, data, channel, session, from, datagram };
}

/** The bare response, as if the controller itself spoke to the console. */
function addressedToConsole(response: Buffer, inner: LanRequest): Buffer {
  const completionCode = response.readUInt8(6);
  const request = { ...inner, requester: REMOTE_CONSOLE_ADDRESS };
  return encodeLanResponse(request, completionCode, response.subarray(7, -1), CONFORMING);
}
