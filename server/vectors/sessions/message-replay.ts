import { sendMessage } from "../../ipmi/commands/app/send-message";
import { type BridgeRoute, NetFn } from "../../ipmi/commands/command";
import {
  decodeRequestMessage,
  decodeResponseMessage,
  type IpmiRequestMessage,
} from "../../ipmi/message/ipmi-message";
import { encodeBridgedRequest, readBridgedResponse } from "../../ipmi/session/bridging";
import type { Checks } from "../tally";

interface Asked {
  readonly request: IpmiRequestMessage;
  /** The way to a controller behind the BMC; null: the BMC itself. */
  readonly route: BridgeRoute | null;
}

/** The IPMI messages of a session, in order: checksums, and which response answers which request. */
export class MessageReplay {
  private readonly asked = new Map<number, Asked>();

  constructor(private readonly checks: Checks) {}

  request(message: Buffer, field: string): void {
    const request = this.checks.decoded(`${field} request`, () => decodeRequestMessage(message));
    if (request === null) return;
    this.checks.pass();
    const bridged = request.netFn === NetFn.App && request.command === sendMessage.command;
    this.asked.set(request.rqSeq, bridged ? this.bridged(request, field) : { request, route: null });
  }

  /** One hop: what is wrapped must be a message, and be wrapped as we would. */
  private bridged(outer: IpmiRequestMessage, field: string): Asked {
    const data = Buffer.from(outer.data);
    const inner = this.checks.decoded(`${field} bridged request`, () =>
      decodeRequestMessage(data.subarray(1)),
    );
    if (inner === null) return { request: outer, route: null };
    const route = { channel: data.readUInt8(0) & 0x0f, address: data.readUInt8(1) };
    const again = decodeRequestMessage(encodeBridgedRequest(route, { ...inner, rqSeq: outer.rqSeq }));
    const ours = decodeRequestMessage(Buffer.from(again.data).subarray(1));
    this.checks.equal(`${field} bridged`, meaning(inner), meaning(ours));
    return { request: inner, route };
  }

  response(message: Buffer, field: string): void {
    const response = this.checks.decoded(`${field} response`, () =>
      decodeResponseMessage(message, { verifyChecksums: true }),
    );
    if (response === null) return;
    this.checks.pass();
    const asked = this.asked.get(response.rqSeq);
    if (asked === undefined) return; // asked before the capture began
    const { request, route } = asked;
    if (route === null) {
      const answers = response.netFn === (request.netFn | 1) && response.command === request.command;
      this.checks.decide(`${field} answers`, answers, meaning(request), meaning(response));
      return;
    }
    const found = readBridgedResponse(route, request, response);
    const right = found !== null && found.kind !== "garbled";
    this.checks.decide(
      `${field} bridged answer`,
      right,
      "answered, forwarded or refused",
      found?.kind ?? "none",
    );
  }
}

function meaning({ netFn, command }: { readonly netFn: number; readonly command: number }): string {
  return `${netFn & ~1}/${command}`;
}
