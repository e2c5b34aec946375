import type { Entropy } from "../../ipmi/clock";
import { decryptAesCbc, encryptAesCbc } from "../../ipmi/crypto/aes-cbc";
import type { CipherSuite } from "../../ipmi/crypto/cipher-suite";
import { constantTimeEqual } from "../../ipmi/crypto/constant-time";
import { packetAuthCode } from "../../ipmi/crypto/packet-integrity";
import type { SessionKeys } from "../../ipmi/crypto/session-keys";
import { encodeSessionPacket, type RmcpPlusPacket, splitTrailer } from "../../ipmi/session/rmcp-plus-packet";
import { nextSequence, SequenceWindow } from "../../ipmi/session/sequence-numbers";

export interface SealParameters {
  readonly suite: CipherSuite;
  readonly keys: SessionKeys;
  /** Session id on packets to the console. */
  readonly consoleSessionId: number;
  readonly entropy: Entropy;
}

/** The BMC's end of one session's protection (IPMI 2.0 §13.28): numbers and seals what leaves, opens what comes. */
export class PacketSeal {
  private outbound = 0;
  private readonly window = new SequenceWindow();

  constructor(private readonly parameters: SealParameters) {}

  /** The payload, or null for a packet that a BMC drops: replayed, forged, or less protected than the session. Throws DecodeError. */
  open(packet: RmcpPlusPacket): Buffer | null {
    const { suite, keys } = this.parameters;
    if (!packet.authenticated || !packet.encrypted) return null;
    if (!this.window.accepts(packet.sequence)) return null;
    const { covered, authCode } = splitTrailer(packet, suite.authCodeLength);
    if (!constantTimeEqual(packetAuthCode(suite, keys, covered), authCode)) return null;
    this.window.mark(packet.sequence);
    return decryptAesCbc(keys.aesKey(), packet.payload);
  }

  seal(payloadType: number, payload: Uint8Array): Buffer {
    const { suite, keys, consoleSessionId, entropy } = this.parameters;
    this.outbound = nextSequence(this.outbound);
    return encodeSessionPacket(
      {
        payloadType,
        encrypted: true,
        authenticated: true,
        sessionId: consoleSessionId,
        sequence: this.outbound,
      },
      encryptAesCbc(keys.aesKey(), entropy.bytes(16), payload),
      (covered) => packetAuthCode(suite, keys, covered),
    );
  }
}
