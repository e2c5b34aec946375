import { defineCommand, NetFn, Privilege } from "../command";

export interface PayloadInstanceInfo {
  /** The BMC's id of the session that owns the instance; 0 when it is not active. */
  readonly sessionId: number;
  /** SOL: the serial port number, 0 unspecified; null when the BMC sent no payload-specific bytes. */
  readonly port: number | null;
}

/** Get Payload Instance Info (IPMI 2.0 §24.5). */
export const getPayloadInstanceInfo = defineCommand<{ type: number; instance: number }, PayloadInstanceInfo>({
  name: "Get Payload Instance Info",
  netFn: NetFn.App,
  command: 0x4b,
  privilege: Privilege.User,
  class: "read",
  encode: ({ type, instance }) => Uint8Array.of(type, instance),
  decode: (data) => ({ sessionId: data.u32(), port: data.remaining > 0 ? data.u8() : null }),
});
