import { constantTimeEqual } from "../../crypto/constant-time";
import { DecodeError } from "../../errors";
import type { AuthenticationType } from "../authentication-type";
import type { DropReason, Opened, Protection } from "../protection";
import { type SequenceCounter, SequenceWindow } from "../sequence-numbers";
import { PayloadType } from "../session-info";
import { authCode } from "./auth-code";
import { decodeIpmi15Packet, encodeIpmi15Packet, type Ipmi15Packet } from "./packet";
import { swapped } from "./sequence-order";

export interface Ipmi15Parameters {
  readonly authentication: AuthenticationType;
  readonly password: Uint8Array;
  readonly sessionId: number;
  /** Numbers our packets. */
  readonly outbound: SequenceCounter;
  /** The number of the BMC's first packet. */
  readonly firstInbound: number;
  /** Packets in the session carry no AuthCode: the BMC said so, and nobody insists (IPMI 2.0 §6.12.4). */
  readonly bare: boolean;
  readonly deviations: Ipmi15Deviations;
}

/** What some boards do otherwise. */
export interface Ipmi15Deviations {
  /** Replies carry session id 0 (`idzero`). */
  readonly zeroSessionId: boolean;
  /** Codes of replies are not looked at (`noauthcodecheck`): a person's choice only. */
  readonly uncheckedReplies: boolean;
  /** Replies are numbered in the other byte order (`endianseq`). */
  readonly swappedSequence: boolean;
}

/** Before any number was seen, one below the first is taken too: some boards begin one early. */
const SKEW = 1;

/**
 * An IPMI 1.5 session's packets, both directions: authenticated with the password, never encrypted (IPMI 2.0 §6.12).
 * A reply must carry what the session was activated with, unless both sides agreed to leave it out.
 */
export class Ipmi15Protection implements Protection {
  private readonly window: SequenceWindow;
  private readonly password: Buffer;

  constructor(private readonly parameters: Ipmi15Parameters) {
    this.window = new SequenceWindow(before(before(parameters.firstInbound, SKEW)));
    this.password = Buffer.from(parameters.password);
  }

  /** Other payloads than IPMI messages do not exist in IPMI 1.5; there is nothing to encrypt with. */
  seal(_payloadType: number, message: Uint8Array): Buffer {
    const { authentication, sessionId, bare, outbound } = this.parameters;
    const type = bare ? "none" : authentication;
    const numbered = { sessionId, sequence: outbound.take(), message: Buffer.from(message) };
    const code = type === "none" ? null : authCode(type, this.password, numbered);
    return encodeIpmi15Packet({ ...numbered, authType: type, authCode: code });
  }

  open(datagram: Buffer): Opened {
    const packet = decoded(datagram);
    if (packet === null) return drop("malformed");
    const { sessionId, deviations } = this.parameters;
    const ours = packet.sessionId === sessionId || (deviations.zeroSessionId && packet.sessionId === 0);
    if (!ours) return drop("other-session");
    if (!this.isOfAgreedType(packet)) return drop("unprotected");
    const sequence = deviations.swappedSequence ? swapped(packet.sequence) : packet.sequence;
    if (!this.window.accepts(sequence)) return drop("sequence");
    if (!this.isAuthentic(packet)) return drop("auth-code");
    this.window.mark(sequence);
    return { ok: true, payloadType: PayloadType.Ipmi, payload: packet.message };
  }

  wipe(): void {
    this.password.fill(0);
  }

  /** In a bare session a code may come all the same, and is then checked (`unexpectedauth`). */
  private isOfAgreedType({ authType }: Ipmi15Packet): boolean {
    const { authentication, bare } = this.parameters;
    return authType === authentication || (bare && authType === "none");
  }

  private isAuthentic(packet: Ipmi15Packet): boolean {
    const { sessionId, deviations } = this.parameters;
    if (packet.authType === "none" || packet.authCode === null) return packet.authType === "none";
    if (deviations.uncheckedReplies) return true;
    const expected = authCode(packet.authType, this.password, { ...packet, sessionId });
    if (constantTimeEqual(expected, packet.authCode)) return true;
    // A board that puts 0 into the packet may have hashed it, too.
    const literal = authCode(packet.authType, this.password, packet);
    return deviations.zeroSessionId && constantTimeEqual(literal, packet.authCode);
  }
}

function before(sequence: number, steps = 1): number {
  return sequence - steps > 0 ? sequence - steps : 0xffffffff - steps + sequence;
}

function decoded(datagram: Buffer): Ipmi15Packet | null {
  try {
    return decodeIpmi15Packet(datagram);
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}

function drop(reason: DropReason): Opened {
  return { ok: false, reason };
}
