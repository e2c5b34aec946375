import type { Entropy } from "../clock";
import type { Privilege } from "../commands/command";
import type { CipherSuite } from "../crypto/cipher-suite";
import { constantTimeEqual } from "../crypto/constant-time";
import type { Credentials } from "../crypto/credentials";
import {
  deriveSessionKeys,
  type RakpFacts,
  rakp3Code,
  rakp4Code,
  rakp4CodeByIntegrity,
} from "../crypto/rakp";
import { DecodeError, IpmiError } from "../errors";
import { closeSessionDatagram } from "./close-session-datagram";
import type { NonceMemory } from "./nonce-memory";
import { PacketProtection, type ProtectionParameters } from "./packet-protection";
import { paddedName, provenVariant, type RakpVariant } from "./rakp-variants";
import { PayloadType } from "./session-info";
import {
  decodeOpenSessionResponse,
  decodeRakp2,
  decodeRakp4,
  decodeSetupRefusal,
  encodeOpenSessionRequest,
  encodeRakp1,
  encodeRakp3,
  type OpenSessionResponse,
  type Rakp2,
} from "./setup-messages";
import type { SetupMessenger } from "./setup-messenger";
import { SetupRefusedError, SetupStatus, type SetupStep } from "./setup-status";
import { usableGuid } from "./usable-guid";
import type { Workaround } from "./workarounds";

/** Bit of RAKP 1's role byte: look the user up by name alone, not by name and privilege (IPMI 2.0 §13.20). */
const NAME_ONLY_LOOKUP = 0x10;

export interface HandshakeParameters {
  readonly suite: CipherSuite;
  readonly credentials: Credentials;
  readonly privilege: Privilege;
  readonly nameOnlyLookup: boolean;
  /** The user name with zeros up to 16 bytes: quirk E12. */
  readonly padsName: boolean;
  /** Asks for "the highest level the suite allows" in Open Session: early boards take nothing else (quirk E4). */
  readonly opensAtHighest: boolean;
  /** Laid down by a person. */
  readonly workarounds: readonly Workaround[];
  /** GUID to insist on, 32 hex digits; null takes any. */
  readonly enrolledGuid: string | null;
  /** The BMC's random numbers of earlier logins: a repeated one is refused. */
  readonly nonces: NonceMemory;
  /** The BMC may hold this session from now on: our proof leaves when it is settled, and not when it rejects. */
  readonly opening: (bmcSessionId: number) => Promise<void>;
  /** The BMC refused our proof: it does not hold the session. */
  readonly refused: (bmcSessionId: number) => void;
  /** For the answer to each message. */
  readonly stepTimeoutMs: number;
  readonly signal: AbortSignal;
}

const lenient: readonly Workaround[] = ["supermicro20", "sun20"];
/** Requested maximum privilege of Open Session: whatever the suite allows (IPMI 2.0 table 13-9). */
const HIGHEST_LEVEL = 0;

/** What both sides agreed on; the session is open on the BMC. */
export interface Established extends ProtectionParameters {
  readonly guid: string | null;
  /** What this BMC does otherwise, found out on the way. */
  readonly workarounds: readonly Workaround[];
  /** So many bytes of the password are enough for it; left out where all are needed. */
  readonly passwordBytes?: number;
}

/** The answer named other algorithms than those asked for: somebody wants weaker ones, or cannot do these. */
export class SuiteNotGrantedError extends IpmiError {
  constructor(suite: CipherSuite) {
    super(
      "suite-refused",
      `Open Session: asked for cipher suite ${suite.id}, the BMC answered with another one`,
    );
  }
}

/**
 * One run of session set-up: Open Session, RAKP 1 – 4 (IPMI 2.0 §13.15 – §13.23), with fresh ids, tags and nonces.
 * Rejects with SetupTimeoutError when an answer is missing, SetupRefusedError when the BMC says no, IpmiError for
 * what we refuse. Our password's proof (RAKP 3) leaves only after the BMC has proved that it knows the password.
 */
export class Handshake {
  private readonly consoleSessionId: number;
  private readonly firstTag: number;

  constructor(
    private readonly messenger: SetupMessenger,
    private readonly entropy: Entropy,
    private readonly parameters: HandshakeParameters,
  ) {
    this.consoleSessionId = nonZeroId(entropy);
    this.firstTag = entropy.bytes(1).readUInt8(0);
  }

  async run(): Promise<Established> {
    const opened = await this.openSession();
    const proven = await this.authenticateBmc(opened);
    await this.parameters.opening(opened.bmcSessionId).catch((error: unknown) => {
      this.refuse(opened.bmcSessionId);
      throw error;
    });
    return this.authenticateUs(proven);
  }

  private async openSession(): Promise<OpenSessionResponse> {
    const { suite, privilege, opensAtHighest } = this.parameters;
    const { consoleSessionId } = this;
    const { authentication, integrity, confidentiality } = suite;
    const response = await this.step(
      "Open Session",
      0,
      PayloadType.OpenSessionRequest,
      (tag) =>
        encodeOpenSessionRequest({
          tag,
          privilege: opensAtHighest ? HIGHEST_LEVEL : privilege,
          consoleSessionId,
          authentication,
          integrity,
          confidentiality,
        }),
      PayloadType.OpenSessionResponse,
      decodeOpenSessionResponse,
    );
    if (
      response.authentication !== authentication ||
      response.integrity !== integrity ||
      response.confidentiality !== confidentiality
    ) {
      throw new SuiteNotGrantedError(suite);
    }
    if (response.bmcSessionId === 0)
      throw new IpmiError("handshake", "Open Session: the BMC's session id is 0");
    if (response.privilege < privilege) {
      throw new IpmiError(
        "privilege-too-low",
        "Open Session: the BMC grants a lower privilege than asked for",
      );
    }
    return response;
  }

  /** RAKP 1 and 2: ends with a BMC that has proved it knows the password, and is the one that was enrolled. */
  private async authenticateBmc(opened: OpenSessionResponse): Promise<RakpVariant> {
    const { suite, credentials, privilege, nameOnlyLookup } = this.parameters;
    const { bmcSessionId } = opened;
    const consoleNonce = this.entropy.bytes(16);
    const role = privilege | (nameOnlyLookup ? NAME_ONLY_LOOKUP : 0);
    const username = this.parameters.padsName ? paddedName(credentials.username) : credentials.username;
    const rakp2: Rakp2 = await this.step(
      "RAKP 2",
      1,
      PayloadType.Rakp1,
      (tag) => encodeRakp1({ tag, bmcSessionId, consoleNonce, role, username }),
      PayloadType.Rakp2,
      (payload) => decodeRakp2(payload, this.exactLength(suite.hashLength)),
    );
    const facts: RakpFacts = {
      consoleSessionId: this.consoleSessionId,
      bmcSessionId,
      consoleNonce,
      bmcNonce: rakp2.bmcNonce,
      bmcGuid: rakp2.bmcGuid,
      role,
      username,
    };
    const proven = this.provenBy(rakp2, facts);
    if (proven instanceof IpmiError) {
      this.refuse(bmcSessionId);
      throw proven;
    }
    return proven;
  }

  private provenBy(rakp2: Rakp2, facts: RakpFacts): RakpVariant | IpmiError {
    const { suite, credentials, enrolledGuid } = this.parameters;
    if (!this.parameters.nonces.isFresh(rakp2.bmcNonce)) {
      return new IpmiError("handshake", "RAKP 2: the BMC's random number is zero or was used before");
    }
    // Before the code: another BMC at this address has another password, and that is not the news.
    if (enrolledGuid !== null && rakp2.bmcGuid.toString("hex") !== enrolledGuid.toLowerCase()) {
      return new IpmiError(
        "identity-changed",
        "RAKP 2: this is not the BMC that was enrolled, its GUID differs",
      );
    }
    const wrong = "RAKP 2: the password is wrong, or this is not the BMC it claims to be";
    return (
      provenVariant(suite, { facts, credentials }, rakp2.authCode) ?? new IpmiError("bad-password", wrong)
    );
  }

  /** Codes of another length are taken only where a person says that the board gets them wrong (quirk E8). */
  private exactLength(length: number): number | null {
    const { workarounds, suite } = this.parameters;
    // Without authentication there is nothing to compare: what comes all the same is not looked at.
    if (suite.hash === null) return null;
    return lenient.some((name) => workarounds.includes(name)) ? null : length;
  }

  /** RAKP 3 with a status and no code: frees the BMC's half-open session and tells it nothing. */
  private refuse(bmcSessionId: number): void {
    this.messenger.tell(
      PayloadType.Rakp3,
      encodeRakp3({
        tag: this.tag(2),
        status: SetupStatus.InvalidIntegrityCheck,
        bmcSessionId,
        authCode: Buffer.alloc(0),
      }),
    );
  }

  /** RAKP 3 and 4: ends with keys that both sides hold. */
  private async authenticateUs({
    facts,
    credentials,
    workarounds,
    passwordBytes,
  }: RakpVariant): Promise<Established> {
    const { suite } = this.parameters;
    const { consoleSessionId, bmcSessionId } = facts;
    const keys = deriveSessionKeys(suite, credentials, facts);
    const established: Established = {
      suite,
      keys,
      inboundSessionId: consoleSessionId,
      outboundSessionId: bmcSessionId,
      guid: usableGuid(Buffer.from(facts.bmcGuid)),
      workarounds,
      ...(passwordBytes !== undefined && { passwordBytes }),
    };
    try {
      const rakp4 = await this.step(
        "RAKP 4",
        2,
        PayloadType.Rakp3,
        (tag) =>
          encodeRakp3({
            tag,
            status: SetupStatus.Ok,
            bmcSessionId,
            authCode: rakp3Code(suite, credentials, facts),
          }),
        PayloadType.Rakp4,
        (payload) => decodeRakp4(payload, this.exactLength(suite.checkLength)),
      );
      const codes = [rakp4Code(suite, keys, facts), rakp4CodeByIntegrity(suite, keys, facts)];
      if (!codes.some((code) => matches(code, rakp4.integrityCheck))) {
        const problem = credentials.hasBmcKey
          ? "the BMC key (K_g) is wrong"
          : "the BMC has a key (K_g), none was given";
        throw new IpmiError("bad-bmc-key", `RAKP 4: ${problem}`);
      }
      return suite.hash === null && rakp4.integrityCheck.length > 0
        ? { ...established, workarounds: [...workarounds, "integritycheckvalue"] }
        : established;
    } catch (error) {
      // Unless the BMC refused, it may hold a session now that nobody will use.
      if (error instanceof SetupRefusedError) {
        this.parameters.refused(bmcSessionId);
      } else {
        this.messenger.send(
          closeSessionDatagram(new PacketProtection(established), bmcSessionId, this.entropy),
        );
      }
      keys.wipe();
      throw error;
    }
  }

  /** Sends one message; returns its decoded answer, or throws for a refusal. */
  private async step<Response extends { readonly consoleSessionId: number }>(
    name: SetupStep,
    index: number,
    requestType: number,
    encode: (tag: number) => Buffer,
    responseType: number,
    decode: (payload: Buffer) => Response,
  ): Promise<Response> {
    const tag = this.tag(index);
    const { stepTimeoutMs: timeoutMs, signal } = this.parameters;
    const payload = await this.messenger.ask(
      requestType,
      encode(tag),
      responseType,
      (answer) => this.isOurs(answer, tag),
      { timeoutMs, signal },
    );
    const { status } = decodeSetupRefusal(payload);
    if (status !== SetupStatus.Ok) throw new SetupRefusedError(name, status);
    return asHandshakeProblem(() => decode(payload));
  }

  /** Tag and, unless a short refusal leaves it out, our session id: all else answers an earlier attempt. */
  private isOurs(answer: Buffer, tag: number): boolean {
    if (answer.length < 2 || answer.readUInt8(0) !== tag) return false;
    const sessionIdOffset = 4;
    if (answer.length < sessionIdOffset + 4) return answer.readUInt8(1) !== SetupStatus.Ok;
    return answer.readUInt32LE(sessionIdOffset) === this.consoleSessionId;
  }

  private tag(index: number): number {
    return (this.firstTag + index) & 0xff;
  }
}

/** Over what both have; a byte may be missing. With exact lengths that is all of it. */
function matches(expected: Buffer, given: Buffer): boolean {
  const length = Math.min(expected.length, given.length);
  if (length < expected.length - 1) return false;
  return constantTimeEqual(expected.subarray(0, length), given.subarray(0, length));
}

/** Random, never zero: a constant id would let sessions be mixed up and packets be injected blindly. */
function nonZeroId(entropy: Entropy): number {
  const id = entropy.bytes(4).readUInt32LE(0);
  return id === 0 ? nonZeroId(entropy) : id;
}

function asHandshakeProblem<T>(decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof DecodeError) throw new IpmiError("handshake", error.message, { cause: error });
    throw error;
  }
}
