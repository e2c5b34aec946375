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

  /**
   * The payload, or null for a packet that a BMC drops: replayed, forged, or less protected than it must be. A payload
   * that was activated without encryption comes in clear. Throws DecodeError.
   */
  open(packet: RmcpPlusPacket, mayBeClear: boolean): Buffer | null {
    const { suite, keys } = this.parameters;
    if (packet.authenticated !== suite.authCodeLength > 0) return null;
    if (packet.encrypted !== suite.encrypts && !(mayBeClear && !packet.encrypted)) return null;
    if (!this.window.accepts(packet.sequence)) return null;
    if (packet.authenticated) {
      const { covered, authCode } = splitTrailer(packet, suite.authCodeLength);
      if (!constantTimeEqual(packetAuthCode(suite, keys, covered), authCode)) return null;
    }
    this.window.mark(packet.sequence);
    return packet.encrypted ? decryptAesCbc(keys.aesKey(), packet.payload) : packet.payload;
  }

  seal(payloadType: number, payload: Uint8Array, encrypted: boolean): Buffer {
    const { suite, keys, consoleSessionId, entropy } = this.parameters;
    this.outbound = nextSequence(this.outbound);
    const encrypts = encrypted && suite.encrypts;
    return encodeSessionPacket(
      {
        payloadType,
        encrypted: encrypts,
        authenticated: suite.authCodeLength > 0,
        sessionId: consoleSessionId,
        sequence: this.outbound,
      },
      encrypts ? encryptAesCbc(keys.aesKey(), entropy.bytes(16), payload) : payload,
      (covered) => packetAuthCode(suite, keys, covered),
    );
  }
}
