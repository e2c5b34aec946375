import { constantTimeEqual } from "../../crypto/constant-time";
import { DecodeError } from "../../errors";
import type { AuthenticationType } from "../authentication-type";
import type { Workaround } from "../workarounds";
import { authCode } from "./auth-code";
import { decodeIpmi15Packet, encodeIpmi15Packet, type Ipmi15Packet } from "./packet";

/** Between challenge and session: authenticated like the session to be, numbered 0, under the temporary id (IPMI 2.0 §22.17). */
export interface Activation {
  readonly authentication: AuthenticationType;
  readonly password: Uint8Array;
  readonly sessionId: number;
}

export function sealActivation({ authentication, password, sessionId }: Activation, message: Buffer): Buffer {
  const packet = { sessionId, sequence: 0, message };
  const code = authentication === "none" ? null : authCode(authentication, password, packet);
  return encodeIpmi15Packet({ ...packet, authType: authentication, authCode: code });
}

/** The message in the answer; null when it is none, "forged" when its code is wrong. Some boards put session id 0 into it (quirk L2). */
export function openActivation(
  { authentication, password, sessionId }: Activation,
  datagram: Buffer,
  workarounds: readonly Workaround[],
): Buffer | "forged" | null {
  const packet = decoded(datagram);
  if (packet === null || packet.authType !== authentication) return null;
  if (packet.sessionId !== sessionId && packet.sessionId !== 0) return null;
  if (authentication === "none" || packet.authCode === null) return packet.message;
  if (workarounds.includes("noauthcodecheck")) return packet.message;
  const hashedIds = [packet.sessionId, sessionId];
  const { authCode: given } = packet;
  const authentic = hashedIds.some((id) =>
    constantTimeEqual(authCode(authentication, password, { ...packet, sessionId: id }), given),
  );
  return authentic ? packet.message : "forged";
}

function decoded(datagram: Buffer): Ipmi15Packet | null {
  try {
    return decodeIpmi15Packet(datagram);
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}
