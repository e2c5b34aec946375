import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

export interface SendMessageRequest {
  readonly channel: number;
  /** The message as it goes onto the channel, checksums included. */
  readonly message: Uint8Array;
}

/** Bits 7:6 of the channel byte: the BMC keeps track of the request and hands us its answer. */
const TRACKED = 0x40;

/**
 * Send Message (IPMI 2.0 §22.7), tracked: over LAN there is no other way to get the answer back (§6.13). It is as
 * dangerous as what it carries: requests for controllers are sent with `SendOptions.route`, which keeps their class.
 */
export const sendMessage = defineCommand<SendMessageRequest, { message: Buffer }>({
  name: "Send Message",
  netFn: NetFn.App,
  command: 0x34,
  privilege: Privilege.User,
  class: "once",
  encode: ({ channel, message }) =>
    new ByteWriter()
      .u8(TRACKED | (channel & 0x0f))
      .bytes(message)
      .toBuffer(),
  // The answer of the one it was for, when the BMC waited for it; empty when that comes by itself.
  decode: (data) => ({ message: data.rest() }),
  completionCodes: {
    128: "the session to send it in does not exist",
    129: "the bus was busy",
    130: "bus error",
    131: "nobody there took the message",
  },
});
