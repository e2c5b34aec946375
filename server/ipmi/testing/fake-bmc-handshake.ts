import type { Entropy } from "../clock";
import {
  type CipherSuite,
  type CipherSuiteId,
  cipherSuite,
  cipherSuitePreference,
} from "../crypto/cipher-suite";
import { constantTimeEqual } from "../crypto/constant-time";
import { Credentials } from "../crypto/credentials";
import { deriveSessionKeys, type RakpFacts, rakp2Code, rakp3Code, rakp4Code } from "../crypto/rakp";
import type { SessionKeys } from "../crypto/session-keys";
import { PayloadType } from "../session/session-info";
import {
  type Algorithms,
  decodeOpenSessionRequest,
  decodeRakp1,
  decodeRakp3,
  encodeOpenSessionResponse,
  encodeRakp2,
  encodeRakp4,
  encodeSetupRefusal,
  type OpenSessionResponse,
  type Rakp2,
  type Rakp3,
  type Rakp4,
} from "../session/setup-messages";
import { SetupStatus } from "../session/setup-status";

export interface FakeUser {
  readonly name: string;
  readonly password: string;
  /** Highest level Set Session Privilege Level grants. */
  readonly limit: number;
}

export interface FakeIdentity {
  users: readonly FakeUser[];
  bmcKey: Buffer | null;
  guid: Buffer;
  suites: readonly CipherSuiteId[];
}

/** Ways to get session set-up wrong. Each sees the right message and returns the one to send. */
export interface SetupFaults {
  openSession?: (response: OpenSessionResponse) => OpenSessionResponse;
  rakp2?: (message: Rakp2) => Rakp2;
  rakp4?: (message: Rakp4) => Rakp4;
  /** Whole payload of any answer; null sends nothing. */
  payload?: (type: number, payload: Buffer) => Buffer | null;
  /** Refuses a step with this status; 0 goes on. */
  refuse?: (
    step: "open" | "rakp1" | "rakp3",
    request: { privilege: number; suite: CipherSuiteId | null },
  ) => number;
}

/** A set-up that reached its end on the BMC's side. */
export interface FakeEstablished {
  readonly suite: CipherSuite;
  readonly keys: SessionKeys;
  readonly consoleSessionId: number;
  readonly bmcSessionId: number;
  readonly user: FakeUser;
}

interface HalfOpen {
  readonly suite: CipherSuite;
  readonly consoleSessionId: number;
  readonly openedAt: number;
  challenge: { readonly facts: RakpFacts; readonly credentials: Credentials; readonly user: FakeUser } | null;
}

/** Half-open set-ups are forgotten after this long, as OpenBMC does. */
const HALF_OPEN_MS = 3_000;

/** The BMC's half of session set-up (IPMI 2.0 §13.15 – §13.23): the peer the real handshake is tested against. */
export class FakeBmcHandshake {
  faults: SetupFaults = {};
  /** Every RAKP 3 that arrived: what a rogue BMC would learn. */
  readonly rakp3Received: Rakp3[] = [];
  private readonly halfOpen = new Map<number, HalfOpen>();
  private lastSessionId = 0x5000;

  constructor(
    private readonly identity: FakeIdentity,
    private readonly entropy: Entropy,
    private readonly now: () => number,
    private readonly freeSlots: (halfOpen: number) => boolean,
    private readonly established: (session: FakeEstablished) => void,
  ) {}

  forget(): void {
    this.halfOpen.clear();
  }

  /** The answer to a set-up payload: its type and bytes, or null for silence. */
  answer(payloadType: number, payload: Buffer): { type: number; payload: Buffer } | null {
    const reply = this.reply(payloadType, payload);
    if (reply === null || this.faults.payload === undefined) return reply;
    const changed = this.faults.payload(reply.type, reply.payload);
    return changed === null ? null : { type: reply.type, payload: changed };
  }

  private reply(payloadType: number, payload: Buffer): { type: number; payload: Buffer } | null {
    switch (payloadType) {
      case PayloadType.OpenSessionRequest:
        return { type: PayloadType.OpenSessionResponse, payload: this.open(payload) };
      case PayloadType.Rakp1:
        return { type: PayloadType.Rakp2, payload: this.challenge(payload) };
      case PayloadType.Rakp3: {
        const rakp4 = this.finish(payload);
        return rakp4 === null ? null : { type: PayloadType.Rakp4, payload: rakp4 };
      }
      default:
        return null;
    }
  }

  private open(payload: Buffer): Buffer {
    const request = decodeOpenSessionRequest(payload);
    const { tag, consoleSessionId, privilege } = request;
    const suite = this.suiteFor(request);
    const refuse = (status: number) => encodeSetupRefusal({ tag, status }, consoleSessionId);
    const fault = this.faults.refuse?.("open", { privilege, suite: suite?.id ?? null }) ?? SetupStatus.Ok;
    if (fault !== SetupStatus.Ok) return refuse(fault);
    if (suite === null) return refuse(SetupStatus.NoCipherSuiteMatch);
    this.dropExpired();
    if (!this.freeSlots(this.halfOpen.size)) return refuse(SetupStatus.InsufficientResources);
    const bmcSessionId = ++this.lastSessionId;
    this.halfOpen.set(bmcSessionId, { suite, consoleSessionId, openedAt: this.now(), challenge: null });
    const { authentication, integrity, confidentiality } = suite;
    const right: OpenSessionResponse = {
      tag,
      status: SetupStatus.Ok,
      privilege,
      consoleSessionId,
      bmcSessionId,
      authentication,
      integrity,
      confidentiality,
    };
    return encodeOpenSessionResponse(this.faults.openSession?.(right) ?? right);
  }

  private challenge(payload: Buffer): Buffer {
    const { tag, bmcSessionId, consoleNonce, role, username } = decodeRakp1(payload);
    const half = this.halfOpen.get(bmcSessionId);
    if (half === undefined) return encodeSetupRefusal({ tag, status: SetupStatus.InvalidSessionId }, 0);
    const { suite, consoleSessionId } = half;
    const fault =
      this.faults.refuse?.("rakp1", { privilege: role & 0x0f, suite: suite.id }) ?? SetupStatus.Ok;
    const user = this.identity.users.find(({ name }) => name === username);
    if (fault !== SetupStatus.Ok || user === undefined) {
      this.halfOpen.delete(bmcSessionId);
      const status = fault !== SetupStatus.Ok ? fault : SetupStatus.UnauthorisedName;
      return encodeSetupRefusal({ tag, status }, consoleSessionId);
    }
    const { guid, bmcKey } = this.identity;
    const bmcNonce = this.entropy.bytes(16);
    const facts = { consoleSessionId, bmcSessionId, consoleNonce, bmcNonce, bmcGuid: guid, role, username };
    const credentials = new Credentials({ username, password: user.password, bmcKey });
    half.challenge = { facts, credentials, user };
    const right: Rakp2 = {
      tag,
      status: SetupStatus.Ok,
      consoleSessionId,
      bmcNonce,
      bmcGuid: guid,
      authCode: rakp2Code(suite, credentials, facts),
    };
    return encodeRakp2(this.faults.rakp2?.(right) ?? right);
  }

  private finish(payload: Buffer): Buffer | null {
    const rakp3 = decodeRakp3(payload);
    this.rakp3Received.push(rakp3);
    const half = this.halfOpen.get(rakp3.bmcSessionId);
    this.halfOpen.delete(rakp3.bmcSessionId);
    if (half === undefined || half.challenge === null || rakp3.status !== SetupStatus.Ok) return null;
    const { tag } = rakp3;
    const { suite, consoleSessionId, challenge } = half;
    const { facts, credentials, user } = challenge;
    const fault = this.faults.refuse?.("rakp3", { privilege: 0, suite: suite.id }) ?? SetupStatus.Ok;
    if (fault !== SetupStatus.Ok) return encodeSetupRefusal({ tag, status: fault }, consoleSessionId);
    if (!constantTimeEqual(rakp3Code(suite, credentials, facts), rakp3.authCode)) {
      return encodeSetupRefusal({ tag, status: SetupStatus.InvalidIntegrityCheck }, consoleSessionId);
    }
    const keys = deriveSessionKeys(suite, credentials, facts);
    this.established({ suite, keys, consoleSessionId, bmcSessionId: rakp3.bmcSessionId, user });
    const integrityCheck = rakp4Code(suite, keys, facts);
    const right: Rakp4 = { tag, status: SetupStatus.Ok, consoleSessionId, integrityCheck };
    return encodeRakp4(this.faults.rakp4?.(right) ?? right);
  }

  private suiteFor(algorithms: Algorithms): CipherSuite | null {
    const known = cipherSuitePreference.filter((id) => this.identity.suites.includes(id)).map(cipherSuite);
    return (
      known.find(
        (suite) =>
          suite.authentication === algorithms.authentication &&
          suite.integrity === algorithms.integrity &&
          suite.confidentiality === algorithms.confidentiality,
      ) ?? null
    );
  }

  private dropExpired(): void {
    for (const [id, half] of this.halfOpen) {
      if (this.now() - half.openedAt > HALF_OPEN_MS) this.halfOpen.delete(id);
    }
  }
}
