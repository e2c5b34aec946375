import { AesCbc } from "../crypto/aes-cbc";
import type { CipherSuite } from "../crypto/cipher-suite";
import { constantTimeEqual } from "../crypto/constant-time";
import { packetAuthCode } from "../crypto/packet-integrity";
import type { SessionKeys } from "../crypto/session-keys";
import { DecodeError } from "../errors";
import type { DropReason, Opened, Protection } from "./protection";
import {
  decodeRmcpPlusPacket,
  encodeSessionPacket,
  type RmcpPlusPacket,
  shortIntegrityPad,
  splitTrailer,
} from "./rmcp-plus-packet";
import { nextSequence, SequenceWindow } from "./sequence-numbers";

export interface ProtectionParameters {
  readonly suite: CipherSuite;
  readonly keys: SessionKeys;
  /** Session id on packets we receive. */
  readonly inboundSessionId: number;
  /** Session id on packets we send. */
  readonly outboundSessionId: number;
  readonly packing?: Packing;
}

/** Packets as some boards make and want them: authenticated with SIK for K1 (quirk E11), or with ICTS's pad (E13). */
export type Packing = "sik" | "short-pad";

/**
 * The protection of one session, both directions: the only place that numbers, seals and opens its packets.
 * Every packet is as protected as the suite has it, both ways: no more, no less.
 */
export class PacketProtection implements Protection {
  private outbound = 0;
  private readonly window = new SequenceWindow();
  private readonly cipher: AesCbc;

  constructor(private readonly parameters: ProtectionParameters) {
    this.cipher = new AesCbc(parameters.keys.aesKey());
  }

  /** `iv`: 16 fresh random bytes. */
  seal(payloadType: number, payload: Uint8Array, iv: Buffer): Buffer {
    const { suite, outboundSessionId, packing } = this.parameters;
    this.outbound = nextSequence(this.outbound);
    const header = {
      payloadType,
      encrypted: suite.encrypts,
      authenticated: suite.authCodeLength > 0,
      sessionId: outboundSessionId,
      sequence: this.outbound,
    };
    const carried = suite.encrypts ? this.cipher.encrypt(iv, payload) : payload;
    const pad = packing === "short-pad" ? shortIntegrityPad : undefined;
    return encodeSessionPacket(header, carried, (covered) => this.authCode(covered), pad);
  }

  /** Checks a datagram in the one safe order. State changes only after the AuthCode is right. */
  open(datagram: Buffer): Opened {
    const { suite, inboundSessionId } = this.parameters;
    const packet = attempt(() => decodeRmcpPlusPacket(datagram));
    if (packet === null) return drop("malformed");
    if (packet.sessionId !== inboundSessionId) return drop("other-session");
    if (packet.authenticated !== suite.authCodeLength > 0 || packet.encrypted !== suite.encrypts) {
      return drop("unprotected");
    }
    if (!this.window.accepts(packet.sequence)) return drop("sequence");
    if (packet.authenticated) {
      const trailer = attempt(() => splitTrailer(packet, suite.authCodeLength));
      if (trailer === null) return drop("trailer");
      if (!constantTimeEqual(this.authCode(trailer.covered), trailer.authCode)) {
        return drop("auth-code");
      }
    }
    this.window.mark(packet.sequence);
    return packet.encrypted ? this.decrypt(packet) : taken(packet.payloadType, packet.payload);
  }

  wipe(): void {
    this.cipher.wipe();
    this.parameters.keys.wipe();
  }

  private authCode(covered: Buffer): Buffer {
    const { suite, keys, packing } = this.parameters;
    return packetAuthCode(suite, keys, covered, packing === "sik" ? keys.sik() : keys.integrityKey());
  }

  private decrypt(packet: RmcpPlusPacket): Opened {
    const payload = attempt(() => this.cipher.decrypt(packet.payload));
    if (payload === null) return drop("decryption");
    return taken(packet.payloadType, payload);
  }
}

function taken(payloadType: number, payload: Buffer): Opened {
  return { ok: true, payloadType, payload };
}

function drop(reason: DropReason): Opened {
  return { ok: false, reason };
}

/** Null where bytes do not decode: a hostile datagram is an event to count, not an exception. */
function attempt<T>(decode: () => T | null): T | null {
  try {
    return decode();
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}
