import { ByteWriter } from "../../wire/byte-writer";
import { defineCommand, NetFn, Privilege } from "../command";

export interface ActivateSessionRequest {
  readonly authenticationType: number;
  /** Highest level the session may be raised to. */
  readonly privilege: Privilege;
  /** As Get Session Challenge gave it. */
  readonly challenge: Uint8Array;
  /** The number the BMC is to begin with on packets to us; not 0. */
  readonly initialOutboundSequence: number;
}

export interface ActivatedSession {
  /** What packets of the session carry from now on; some boards change it here. */
  readonly authenticationType: number;
  readonly sessionId: number;
  /** The number we begin with. */
  readonly initialInboundSequence: number;
  readonly privilege: number;
}

/** Activate Session (IPMI 2.0 §22.17). Once: a second one may take a second slot. */
export const activateSession = defineCommand<ActivateSessionRequest, ActivatedSession>({
  name: "Activate Session",
  netFn: NetFn.App,
  command: 0x3a,
  privilege: Privilege.Callback,
  class: "once",
  encode: ({ authenticationType, privilege, challenge, initialOutboundSequence }) =>
    new ByteWriter()
      .u8(authenticationType)
      .u8(privilege)
      .bytes(challenge)
      .u32(initialOutboundSequence)
      .toBuffer(),
  decode: (data) => ({
    authenticationType: data.u8() & 0x0f,
    sessionId: data.u32(),
    initialInboundSequence: data.u32(),
    privilege: data.remaining > 0 ? data.u8() & 0x0f : 0,
  }),
  completionCodes: {
    129: "the BMC has no free session",
    130: "the BMC has no free session for this user",
    131: "the user has no free session at this level",
    132: "the session sequence number is out of range",
    133: "invalid session id",
    134: "the level is above the limit of the user or the channel",
  },
});
