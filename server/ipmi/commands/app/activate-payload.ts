import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

export interface ActivatePayloadRequest {
  readonly type: number;
  /** 1–15. */
  readonly instance: number;
  readonly encrypted: boolean;
  readonly authenticated: boolean;
  /** SOL only: what becomes of serial alerts while SOL is active. Default fail. */
  readonly serialAlerts?: "fail" | "defer" | "succeed";
  /** SOL only: CTS, DCD and DSR are deasserted at the start. Default no. */
  readonly deassertHandshake?: boolean;
}

export interface PayloadActivation {
  /** Largest payload the BMC takes from us, and sends to us; claims that need clamping. */
  readonly inboundBytes: number;
  readonly outboundBytes: number;
  /** Byte-swapped on some boards, and the wrong side of a port forwarding: the payload rides the session anyway. */
  readonly port: number;
  readonly vlan: number | null;
}

const alertCodes = { fail: 0, defer: 1, succeed: 2 } as const;

/**
 * Activate Payload (IPMI 2.0 §24.1). Sending it again over the same session changes nothing, but the second answer
 * may be "already active" (80h): ask Get Payload Instance Info who the owner is.
 */
export const activatePayload = defineCommand<ActivatePayloadRequest, PayloadActivation>({
  name: "Activate Payload",
  netFn: NetFn.App,
  command: 0x48,
  privilege: Privilege.User,
  class: "idempotent",
  encode: ({ type, instance, encrypted, authenticated, serialAlerts = "fail", deassertHandshake = false }) =>
    new ByteWriter()
      .u8(type)
      .u8(instance)
      .u8(
        (encrypted ? 0x80 : 0) |
          (authenticated ? 0x40 : 0) |
          (alertCodes[serialAlerts] << 2) |
          (deassertHandshake ? 0x02 : 0),
      )
      .zeros(3)
      .toBuffer(),
  decode: (data) => {
    data.skip(4); // SOL: bit 0 is test mode
    const inboundBytes = data.u16();
    const outboundBytes = data.u16();
    const port = data.u16();
    const vlan = data.remaining >= 2 ? data.u16() : 0xffff;
    return { inboundBytes, outboundBytes, port, vlan: vlan === 0xffff ? null : vlan };
  },
  completionCodes: {
    128: "the payload is already active on another session",
    129: "the payload type is disabled",
    130: "no more payloads of this type can be active",
    131: "the payload cannot be activated with encryption",
    132: "the payload cannot be activated without encryption",
  },
});
