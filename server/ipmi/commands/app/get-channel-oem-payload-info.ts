import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";
import type { PayloadVersion } from "./get-channel-payload-version";

export interface OemPayloadRequest {
  readonly channel: number;
  /** 20h–27h for a handle; 02h for an explicit one, named by manufacturer and id. */
  readonly type: number;
  /** IANA enterprise number; 0 for a handle. */
  readonly manufacturer: number;
  readonly payloadId: number;
}

export interface OemPayloadInfo extends Omit<OemPayloadRequest, "channel"> {
  readonly version: PayloadVersion;
}

/** Get Channel OEM Payload Info (IPMI 2.0 §24.10). */
export const getChannelOemPayloadInfo = defineCommand<OemPayloadRequest, OemPayloadInfo>({
  name: "Get Channel OEM Payload Info",
  netFn: NetFn.App,
  command: 0x50,
  privilege: Privilege.User,
  class: "read",
  encode: ({ channel, type, manufacturer, payloadId }) =>
    new ByteWriter()
      .u8(channel & 0x0f)
      .u8(type & 0x3f)
      .u24(manufacturer)
      .u16(payloadId)
      .toBuffer(),
  decode: (data) => {
    const type = data.u8() & 0x3f;
    const manufacturer = data.u24();
    const payloadId = data.u16();
    const version = data.u8();
    return { type, manufacturer, payloadId, version: { major: version >> 4, minor: version & 0x0f } };
  },
  completionCodes: { 128: "the channel does not have this OEM payload" },
});
