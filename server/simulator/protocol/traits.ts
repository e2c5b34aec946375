import type { AuthenticationType } from "../../ipmi/session/authentication-type";

/**
 * How a simulated BMC sets up sessions, makes its packets and runs its payloads. The defaults follow the specification;
 * every deviation is one that some real BMC has, and is set by a personality that names it.
 */
export interface ProtocolTraits {
  // What it offers.

  /** Cipher suites it accepts in Open Session. */
  readonly cipherSuites: readonly number[];
  /** Suites in its records; null for those it accepts. */
  readonly advertisedCipherSuites: readonly number[] | null;
  /** IPMI 1.5 authentication types it accepts; empty when it has no IPMI 1.5. */
  readonly authenticationTypes: readonly AuthenticationType[];
  readonly sessionSlots: number;
  readonly sessionTimeoutMs: number;
  readonly answersPing: boolean;

  // Session set-up of IPMI 2.0.

  /** Which levels it takes in Open Session: any, only "the highest" (0), or only those with a name. */
  readonly openSessionLevels: "any" | "highest" | "named";
  /** What goes into the codes as the role: RAKP 1's, as specified, or Open Session's level, with RAKP 1's look-up bit or without. */
  readonly hashedPrivilege: "rakp1" | "open-session" | "open-session-alone";
  /** RAKP 3's code is expected over the role byte without its name-only bit. */
  readonly rakp3WithoutLookupBit: boolean;
  /** Which form of user lookup in RAKP 1 it understands (IPMI 2.0 table 13-11, bit 4). */
  readonly nameLookup: "both" | "name-only" | "name-and-privilege";
  /** User names are hashed with zeros up to 16 bytes, however they come. */
  readonly hashesPaddedNames: boolean;
  /** User names must come, and are hashed, with zeros up to 16 bytes. */
  readonly paddedNames: boolean;
  /** Bytes of the password that count. */
  readonly passwordBytes: number;
  /** A login works at exactly the user's limit, not below. */
  readonly privilegeMustEqualLimit: boolean;
  /** RAKP 4's integrity check value: by the authentication algorithm, as specified, or the integrity algorithm. */
  readonly integrityCheckBy: "authentication" | "integrity";
  /** Sends an integrity check value although the suite has no authentication. */
  readonly integrityCheckWithoutAuthentication: boolean;
  /** Bytes too many (zeros) or, negative, too few in the codes of RAKP 2 and RAKP 4. */
  readonly rakp2ExtraBytes: number;
  readonly rakp4ExtraBytes: number;
  /** Status of Open Session when it does not like the suite. */
  readonly suiteRefusalStatus: number;
  /** Refusals are tag and status only, without the session id. */
  readonly shortRefusals: boolean;
  /** Sent as its GUID in RAKP 2, and hashed, instead of the machine's own; 16 bytes. */
  readonly sharedGuid: Buffer | null;
  /** A repeated RAKP 1 or RAKP 3: answered as before, or the end of this set-up. */
  readonly repeatedSetup: "answered" | "ends-setup";

  // Packets.

  /** Key of packet AuthCodes. */
  readonly integrityKey: "k1" | "sik";
  /** Integrity pad it makes and takes: over all that is covered, or without pad length and next header (ICTS). */
  readonly integrityPad: "covered" | "short";
  /** AES pad: 0–15 bytes, as specified, or a whole block where none is needed. */
  readonly wholeBlockPad: boolean;
  /** Checksums of IPMI messages it sends are wrong. */
  readonly wrongChecksums: boolean;
  /** Replies carry the addresses in the request's order. */
  readonly unswappedAddresses: boolean;
  /** Replies from behind a bridge: on their own after Send Message's, inside it, or both ways. */
  readonly bridgedReply: "embedded" | "direct" | "both";

  // Sessions of IPMI 1.5.

  /** Says that messages need no authentication after login. */
  readonly perMessageAuthenticationOff: boolean;
  /** What it then does: takes and sends none, demands it anyway, or sends it anyway. */
  readonly perMessageAuthenticationTruth: "off" | "demanded" | "sent";
  readonly sessionIdInReplies: "session" | "zero";
  /** Byte order of the sequence numbers of its packets. */
  readonly sequenceByteOrder: "little" | "big";
  readonly replyAuthCode: "right" | "wrong" | "zero";
  /** The same of answers that come from behind the BMC. */
  readonly bridgedReplyAuthCode: "right" | "wrong" | "zero";
  /** Activate Session answers this authentication type and goes on with it; null for the one asked for. */
  readonly activatedAuthenticationType: AuthenticationType | null;
  /** AuthCodes of a session are made with the user's password as it is now, not as it was at the login. */
  readonly codesFollowPassword: boolean;
  /** Distance from one of its sequence numbers to the next. */
  readonly sequenceStep: number;
  /** Initial inbound sequence number it asks for; null for a random one. */
  readonly initialSequence: number | null;
  /** Added to the first number it is to begin with. */
  readonly initialSequenceSkew: number;
  /** A second Get Session Challenge from the same port is not answered. */
  readonly challengesOncePerPort: boolean;

  // Serial over LAN.

  /** Milliseconds to a retry of characters from the host, and how many of them, where the machine has no parameter 4. */
  readonly solRetryMs: number;
  readonly solRetries: number;
  /** Then the characters are dropped, or sent under the next number (OpenBMC). */
  readonly solAfterRetries: "drop" | "renumber";
  /** Most characters of one packet, each way; also what Activate Payload says unless a personality lies. */
  readonly solPayloadBytes: number;
  /** A repeated packet is acknowledged again, or dropped without a word. */
  readonly solRepeats: "acknowledged" | "dropped";
  /** Numbers taken: any but the last few, or the next one only. */
  readonly solOrder: "any" | "strict";
  readonly solAcknowledgesEmpty: boolean;
  /** Characters under this number are dropped without a word; null for none. */
  readonly solStuckAt: number | null;
  /** Accepts all and says 0. */
  readonly solCountsNothing: boolean;
  /** Whoever loses SOL to another session gets a packet that says so, a stump, or nothing. */
  readonly solVictimHears: "deactivated" | "stump" | "nothing";
  /** Deactivate Payload ends SOL, says so and does not, or says it was not active and does not. */
  readonly solDeactivation: "ends" | "claims" | "denies";
  /** Deactivate Payload ends what is active whatever instance it names. */
  readonly solInstanceIgnored: boolean;
  /** After the host restarts, output no longer reaches SOL until it is activated anew. */
  readonly solLosesHostOnRestart: boolean;
  /** Encryption of SOL: as asked; refused with this completion code when asked for; demanded, likewise. */
  readonly solEncryption: { readonly refuses: number } | { readonly demands: number } | "as-asked";
  /** Bits of Activate Payload's auxiliary byte, mask and value, without which it answers CCh. */
  readonly solAuxiliary: { readonly mask: number; readonly value: number } | null;
  /** Lowest privilege that may activate SOL whatever the configuration says; null for the configuration. */
  readonly solPrivilege: number | null;
  readonly solBreaks: boolean;
  /** SOL without characters either way ends after this long; null never. */
  readonly solIdleMs: number | null;
  /** Characters it takes from one packet. */
  readonly solAcceptsAtMost: number;
  /** A number of its own packets is skipped after the host restarts. */
  readonly solSequenceJumps: boolean;
  /** Characters from the host go out under sequence number 0. */
  readonly solUnnumberedOutput: boolean;
  /** Characters are refused (NACK) so many times before they are taken. */
  readonly solRefusals: number;
  /** What it adds to each accepted count. */
  readonly solCountsMore: number;
  /** One in so many acknowledgements names the number after the right one; null for none. */
  readonly solMisnumbersOneIn: number | null;
  /** A retry takes along what the host printed since, under the same number. */
  readonly solRetriesGrow: boolean;
  /** Status bits (IPMI 2.0 table 15-2) that every packet of characters from the host has. */
  readonly solOutputStatus: number;
}

export const conformingTraits: ProtocolTraits = {
  cipherSuites: [3, 8, 12, 17],
  advertisedCipherSuites: null,
  authenticationTypes: ["md5"],
  sessionSlots: 4,
  sessionTimeoutMs: 60_000,
  answersPing: true,

  openSessionLevels: "any",
  hashedPrivilege: "rakp1",
  rakp3WithoutLookupBit: false,
  nameLookup: "both",
  hashesPaddedNames: false,
  paddedNames: false,
  passwordBytes: 20,
  privilegeMustEqualLimit: false,
  integrityCheckBy: "authentication",
  integrityCheckWithoutAuthentication: false,
  rakp2ExtraBytes: 0,
  rakp4ExtraBytes: 0,
  suiteRefusalStatus: 0x11,
  shortRefusals: false,
  sharedGuid: null,
  repeatedSetup: "answered",

  integrityKey: "k1",
  integrityPad: "covered",
  wholeBlockPad: false,
  wrongChecksums: false,
  unswappedAddresses: false,
  bridgedReply: "direct",

  perMessageAuthenticationOff: false,
  perMessageAuthenticationTruth: "off",
  sessionIdInReplies: "session",
  sequenceByteOrder: "little",
  replyAuthCode: "right",
  bridgedReplyAuthCode: "right",
  activatedAuthenticationType: null,
  codesFollowPassword: false,
  sequenceStep: 1,
  initialSequence: null,
  initialSequenceSkew: 0,
  challengesOncePerPort: false,

  solRetryMs: 500,
  solRetries: 7,
  solAfterRetries: "drop",
  solPayloadBytes: 200,
  solRepeats: "acknowledged",
  solOrder: "any",
  solAcknowledgesEmpty: true,
  solStuckAt: null,
  solCountsNothing: false,
  solVictimHears: "deactivated",
  solDeactivation: "ends",
  solInstanceIgnored: false,
  solLosesHostOnRestart: false,
  solEncryption: "as-asked",
  solAuxiliary: null,
  solPrivilege: null,
  solBreaks: true,
  solIdleMs: null,
  solAcceptsAtMost: 255,
  solSequenceJumps: false,
  solUnnumberedOutput: false,
  solRefusals: 0,
  solCountsMore: 0,
  solMisnumbersOneIn: null,
  solRetriesGrow: false,
  solOutputStatus: 0,
};
