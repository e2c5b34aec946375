import { sendMessage } from "../commands/app/send-message";
import { type BridgeRoute, NetFn } from "../commands/command";
import { DecodeError } from "../errors";
import { CompletionCode } from "../message/completion-code";
import {
  BMC_ADDRESS,
  decodeResponseMessage,
  encodeRequestMessage,
  type IpmiRequestMessage,
  type IpmiResponseMessage,
} from "../message/ipmi-message";

/**
 * Requests for controllers behind the BMC (IPMI 2.0 §6.13, §22.7), and the many shapes in which BMCs hand back the
 * answers: in the response to Send Message; after it, addressed to us or still to the BMC; without any such response.
 */

/** What a message says about a bridged request. */
export type Bridged =
  | { readonly kind: "answered"; readonly response: IpmiResponseMessage }
  /** The request is on its way; the answer comes by itself. */
  | { readonly kind: "forwarded" }
  /** It did not get there. `at` is whom it could not be handed to. */
  | { readonly kind: "refused"; readonly completionCode: number; readonly at: string }
  /** The response carries something that is no message. */
  | { readonly kind: "garbled"; readonly error: DecodeError };

/** The request as the BMC gets it: in one Send Message a hop, all with one sequence number. */
export function encodeBridgedRequest(route: BridgeRoute, request: IpmiRequestMessage): Buffer {
  const last = route.transit?.address ?? BMC_ADDRESS;
  const inner = encodeRequestMessage({ ...request, responder: route.address, requester: last });
  const outer = { ...sendMessage, lun: 0, rqSeq: request.rqSeq };
  const hop = sendMessage.encode({ channel: route.channel, message: inner });
  if (route.transit === undefined) return encodeRequestMessage({ ...outer, data: hop });
  const transit = encodeRequestMessage({
    ...outer,
    data: hop,
    responder: route.transit.address,
    requester: BMC_ADDRESS,
  });
  return encodeRequestMessage({
    ...outer,
    data: sendMessage.encode({ channel: route.transit.channel, message: transit }),
  });
}

/** What a response with the request's sequence number means for it; null: it belongs to something else. */
export function readBridgedResponse(
  route: BridgeRoute,
  request: Pick<IpmiRequestMessage, "netFn" | "command">,
  response: IpmiResponseMessage,
): Bridged | null {
  const parties = [BMC_ADDRESS, route.address, route.transit?.address];
  return parties.includes(response.responder) ? read(route, request, response, hopsOf(route)) : null;
}

/** Whom the request goes to, in words. */
export function controllerText({ channel, address }: { channel: number; address: number }): string {
  return `controller ${address.toString(16).toUpperCase().padStart(2, "0")}h on channel ${channel}`;
}

function hopsOf({ transit, channel, address }: BridgeRoute): readonly string[] {
  const target = controllerText({ channel, address });
  return transit === undefined ? [target] : [controllerText(transit), target];
}

/** `hops`: whom the request may still have to be handed to. */
function read(
  route: BridgeRoute,
  request: Pick<IpmiRequestMessage, "netFn" | "command">,
  response: IpmiResponseMessage,
  hops: readonly string[],
): Bridged | null {
  if (response.netFn === (request.netFn | 1) && response.command === request.command) {
    return { kind: "answered", response };
  }
  if (response.netFn !== (NetFn.App | 1) || response.command !== sendMessage.command) return null;
  const fromTransit = response.responder === route.transit?.address;
  const [at, ...further] = fromTransit ? hops.slice(-1) : hops;
  if (at === undefined) return null;
  const { completionCode, data } = response;
  if (completionCode !== CompletionCode.Success) return { kind: "refused", completionCode, at };
  if (data.length === 0) return { kind: "forwarded" };
  try {
    return read(route, request, embeddedResponse(data), further);
  } catch (error) {
    if (error instanceof DecodeError) return { kind: "garbled", error };
    throw error;
  }
}

/**
 * A response inside the data of another: a whole message, or one without its first byte, as Get Message hands them out
 * (§22.6). Whom it is addressed to is the hop's business.
 */
function embeddedResponse(data: Buffer): IpmiResponseMessage {
  const firstIsNetFn = data.length > 0 && (data.readUInt8(0) & RESPONSE_BIT) !== 0;
  const message = Buffer.concat([Buffer.of(BMC_ADDRESS), firstIsNetFn ? data : data.subarray(1)]);
  return decodeResponseMessage(message, { verifyChecksums: false });
}

/** In a netFn byte set for responses, in addresses of BMC and remote consoles clear. */
const RESPONSE_BIT = 0x04;
