import { defineCommand, NetFn, Privilege } from "../command";

export interface PayloadVersion {
  readonly major: number;
  readonly minor: number;
}

/** Get Channel Payload Version (IPMI 2.0 §24.9). */
export const getChannelPayloadVersion = defineCommand<
  { readonly channel: number; readonly type: number },
  PayloadVersion
>({
  name: "Get Channel Payload Version",
  netFn: NetFn.App,
  command: 0x4f,
  privilege: Privilege.User,
  class: "read",
  encode: ({ channel, type }) => Uint8Array.of(channel & 0x0f, type & 0x3f),
  decode: (data) => {
    const version = data.u8();
    return { major: version >> 4, minor: version & 0x0f };
  },
  completionCodes: { 128: "the channel does not have this payload type" },
});
