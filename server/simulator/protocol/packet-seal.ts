import { createCipheriv } from "node:crypto";
import type { Entropy } from "../../ipmi/clock";
import { decryptAesCbc, encryptAesCbc } from "../../ipmi/crypto/aes-cbc";
import type { CipherSuite } from "../../ipmi/crypto/cipher-suite";
import { constantTimeEqual } from "../../ipmi/crypto/constant-time";
import { packetAuthCode } from "../../ipmi/crypto/packet-integrity";
import type { SessionKeys } from "../../ipmi/crypto/session-keys";
import {
  encodeSessionPacket,
  type RmcpPlusPacket,
  shortIntegrityPad,
  splitTrailer,
} from "../../ipmi/session/rmcp-plus-packet";
import { nextSequence, SequenceWindow } from "../../ipmi/session/sequence-numbers";
import type { ProtocolTraits } from "./traits";

export interface SealParameters {
  readonly suite: CipherSuite;
  readonly keys: SessionKeys;
  /** Session id on packets to the console. */
  readonly consoleSessionId: number;
  readonly entropy: Entropy;
  readonly traits: Pick<ProtocolTraits, "integrityKey" | "integrityPad" | "wholeBlockPad">;
}

const AES_BLOCK = 16;
/** Pad length and next header. */
const TRAILER_FIXED = 2;

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
      const padLength = packet.trailer.length - suite.authCodeLength - TRAILER_FIXED;
      if (this.hasShortPad() && padLength !== shortIntegrityPad(packet.payload.length)) return null;
      if (!constantTimeEqual(this.authCode(covered), authCode)) return null;
    }
    this.window.mark(packet.sequence);
    return packet.encrypted ? decryptAesCbc(keys.aesKey(), packet.payload) : packet.payload;
  }

  seal(payloadType: number, payload: Uint8Array, encrypted: boolean): Buffer {
    const { suite, consoleSessionId, entropy } = this.parameters;
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
      encrypts ? this.encrypted(entropy.bytes(AES_BLOCK), payload) : payload,
      (covered) => this.authCode(covered),
      this.hasShortPad() ? shortIntegrityPad : undefined,
    );
  }

  private hasShortPad(): boolean {
    return this.parameters.traits.integrityPad === "short";
  }

  private authCode(covered: Uint8Array): Buffer {
    const { suite, keys, traits } = this.parameters;
    return packetAuthCode(suite, keys, covered, traits.integrityKey === "sik" ? keys.sik() : undefined);
  }

  private encrypted(iv: Buffer, payload: Uint8Array): Buffer {
    const { keys, traits } = this.parameters;
    const needsNoPad = (payload.length + 1) % AES_BLOCK === 0;
    if (!traits.wholeBlockPad || !needsNoPad) return encryptAesCbc(keys.aesKey(), iv, payload);
    const pad = Buffer.from([...Array(AES_BLOCK).keys()].map((at) => at + 1));
    const plain = Buffer.concat([payload, pad, Buffer.of(AES_BLOCK)]);
    const cipher = createCipheriv("aes-128-cbc", keys.aesKey(), iv).setAutoPadding(false);
    return Buffer.concat([iv, cipher.update(plain), cipher.final()]);
  }
}
