import { defineCommand, NetFn, Privilege } from "../command";

export interface MessageFlags {
  readonly receiveMessageAvailable: boolean;
  readonly eventMessageBufferFull: boolean;
  readonly watchdogPreTimeout: boolean;
  /** OEM 0, 1, 2. */
  readonly oem: readonly [boolean, boolean, boolean];
}

/** Get Message Flags (IPMI 2.0 §22.4). */
export const getMessageFlags = defineCommand<void, MessageFlags>({
  name: "Get Message Flags",
  netFn: NetFn.App,
  command: 0x31,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => {
    const flags = data.u8();
    return {
      receiveMessageAvailable: (flags & 0x01) !== 0,
      eventMessageBufferFull: (flags & 0x02) !== 0,
      watchdogPreTimeout: (flags & 0x08) !== 0,
      oem: [(flags & 0x20) !== 0, (flags & 0x40) !== 0, (flags & 0x80) !== 0],
    };
  },
});
