import type { CommandSender, Privilege } from "../commands/command";
import type { CipherSuiteId } from "../crypto/cipher-suite";
import type { IpmiError } from "../errors";
import type { LoginProfile } from "./login-profile";

/** What both sides agreed on. Holds no key. */
export interface SessionInfo {
  /** Null in an IPMI 1.5 session. */
  readonly cipherSuite: CipherSuiteId | null;
  /** How it was opened: what to remember for the next time. */
  readonly profile: LoginProfile;
  /** GUID the BMC authenticated in RAKP 2, 32 hex digits in wire order; null when it sent none that is its own (IPMI 2.0 §13.21). */
  readonly guid: string | null;
  /** The level the session works at after Set Session Privilege Level. */
  readonly privilege: Privilege;
  /** Our session id: what the BMC puts into packets to us. */
  readonly consoleSessionId: number;
  /** The BMC's id for the session: what Get Payload Instance Info reports as owner when SOL is ours. */
  readonly bmcSessionId: number;
}

/** Payload types (IPMI 2.0 §13.27.3, table 13-16). */
export const PayloadType = {
  Ipmi: 0x00,
  SerialOverLan: 0x01,
  OpenSessionRequest: 0x10,
  OpenSessionResponse: 0x11,
  Rakp1: 0x12,
  Rakp2: 0x13,
  Rakp3: 0x14,
  Rakp4: 0x15,
} as const;

/**
 * A second payload that rides a session, encrypted and authenticated, in the session's own sequence numbers.
 * It lives and dies with that one session: it never moves to a new one.
 */
export interface PayloadLink {
  readonly session: SessionInfo;
  /** Commands over the very session the payload rides (Activate Payload, owner checks): never logs in again. */
  readonly commands: CommandSender;
  /** Sends one payload as one datagram, now; never retransmitted here. Does nothing after the end. */
  send(payload: Uint8Array): void;
  /** One listener; called with each authenticated, unseen payload in order of arrival. */
  onPayload(listener: (payload: Buffer) => void): void;
  /** Called once: with null after `close`, with the reason when the session ended under the link. */
  onEnd(listener: (reason: IpmiError | null) => void): void;
  /** Detaches the payload from the session; the session stays. */
  close(): void;
}
