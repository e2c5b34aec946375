import { defineCommand, NetFn, Privilege } from "../command";

export interface ReceivedMessage {
  readonly channel: number;
  /** Privilege the BMC ascribes to it, 0 where it does not say. */
  readonly privilege: number;
  /** As it came over the channel, without its first byte (the address it was sent to). */
  readonly message: Buffer;
}

/**
 * Get Message (IPMI 2.0 §22.6): takes a message out of the BMC's receive queue, so that a second try gets the next one.
 * Answers to tracked requests do not wait there; what system software is sent does.
 */
export const getMessage = defineCommand<void, ReceivedMessage>({
  name: "Get Message",
  netFn: NetFn.App,
  command: 0x33,
  privilege: Privilege.Operator,
  class: "once",
  encode: () => new Uint8Array(),
  decode: (data) => {
    const channel = data.u8();
    return { channel: channel & 0x0f, privilege: channel >> 4, message: data.rest() };
  },
  completionCodes: { 128: "no message is waiting" },
});
