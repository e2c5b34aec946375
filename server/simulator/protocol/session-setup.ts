import type { Clock, Entropy } from "../../ipmi/clock";
import { type CipherSuite, cipherSuite, cipherSuitesByStrength } from "../../ipmi/crypto/cipher-suite";
import { constantTimeEqual } from "../../ipmi/crypto/constant-time";
import { Credentials } from "../../ipmi/crypto/credentials";
import {
  deriveSessionKeys,
  type RakpFacts,
  rakp2Code,
  rakp3Code,
  rakp4Code,
  rakp4CodeByIntegrity,
} from "../../ipmi/crypto/rakp";
import type { SessionKeys } from "../../ipmi/crypto/session-keys";
import { PayloadType } from "../../ipmi/session/session-info";
import {
  type Algorithms,
  decodeOpenSessionRequest,
  decodeRakp1,
  decodeRakp3,
  encodeOpenSessionResponse,
  encodeRakp2,
  encodeRakp4,
  encodeSetupRefusal,
  type Rakp1,
} from "../../ipmi/session/setup-messages";
import { SetupStatus } from "../../ipmi/session/setup-status";
import type { Machine, MachineUser } from "../machine";
import type { ProtocolTraits } from "./traits";

/** A set-up that reached its end. */
export interface EstablishedSession {
  readonly suite: CipherSuite;
  readonly keys: SessionKeys;
  readonly consoleSessionId: number;
  readonly bmcSessionId: number;
  readonly user: MachineUser;
  /** Highest level the session may have. */
  readonly limit: number;
}

export interface SessionSetupPort {
  readonly machine: Machine;
  readonly traits: ProtocolTraits;
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** A session id that no session has. */
  newId(): number;
  /** Free slots, not counting set-ups under way. */
  freeSlots(): number;
  /** False when the last slot went meanwhile. */
  established(session: EstablishedSession): boolean;
}

interface Challenge {
  readonly facts: RakpFacts;
  readonly credentials: Credentials;
  readonly user: MachineUser;
  readonly limit: number;
}

interface HalfOpen {
  readonly suite: CipherSuite;
  readonly consoleSessionId: number;
  readonly privilege: number;
  readonly openedAt: number;
  challenge: Challenge | null;
  finished: boolean;
  /** The last message and our answer: what a repetition gets again. */
  last: { readonly request: Buffer; readonly answer: Buffer } | null;
}

export interface SetupAnswer {
  readonly type: number;
  readonly payload: Buffer;
}

/** Set-ups are forgotten after this long, as OpenBMC does. */
const HALF_OPEN_MS = 3_000;
const NAME_BYTES = 16;
const NAME_ONLY_LOOKUP = 0x10;
const HIGHEST = 0;
const NO_ACCESS = 0x0f;

/** The BMC's half of RMCP+ session set-up (IPMI 2.0 §13.15 – §13.23). */
export class SessionSetup {
  private readonly halfOpen = new Map<number, HalfOpen>();

  constructor(private readonly port: SessionSetupPort) {}

  /** All set-ups under way are forgotten. */
  clear(): void {
    this.halfOpen.clear();
  }

  /** The answer to a set-up payload; null for silence. Throws DecodeError. */
  answer(payloadType: number, payload: Buffer): SetupAnswer | null {
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
    const { machine, traits, clock } = this.port;
    const request = decodeOpenSessionRequest(payload);
    const { tag, consoleSessionId } = request;
    const suite = acceptedSuite(traits.cipherSuites, request);
    if (suite === null || machine.suiteLimit(suite.id) === 0) {
      return this.refusal(tag, traits.suiteRefusalStatus, consoleSessionId);
    }
    if (!takesLevel(traits, request.privilege & 0x0f)) {
      return this.refusal(tag, SetupStatus.InvalidRole, consoleSessionId);
    }
    this.dropExpired();
    if (!this.makeRoom()) return this.refusal(tag, SetupStatus.InsufficientResources, consoleSessionId);
    const bmcSessionId = this.port.newId();
    const privilege = request.privilege & 0x0f;
    this.halfOpen.set(bmcSessionId, {
      suite,
      consoleSessionId,
      privilege,
      openedAt: clock.now(),
      challenge: null,
      finished: false,
      last: null,
    });
    const { authentication, integrity, confidentiality } = suite;
    return encodeOpenSessionResponse({
      tag,
      status: SetupStatus.Ok,
      privilege: privilege === HIGHEST ? 4 : privilege,
      consoleSessionId,
      bmcSessionId,
      authentication,
      integrity,
      confidentiality,
    });
  }

  private challenge(payload: Buffer): Buffer {
    const message = decodeRakp1(payload);
    const half = this.find(message.bmcSessionId);
    if (half === null) return this.refusal(message.tag, SetupStatus.InvalidSessionId, 0);
    const repeated = this.repeated(half, payload);
    if (repeated !== null) return repeated;
    if (half.finished) return this.refusal(message.tag, SetupStatus.InvalidSessionId, half.consoleSessionId);
    const found = this.login(message, half.suite);
    if (typeof found === "number") {
      this.halfOpen.delete(message.bmcSessionId);
      return this.refusal(message.tag, found, half.consoleSessionId);
    }
    const { machine, traits, entropy } = this.port;
    const bmcNonce = entropy.bytes(16);
    const bmcGuid = traits.sharedGuid ?? machine.guid;
    const { consoleSessionId } = half;
    const { bmcSessionId, consoleNonce } = message;
    const role = hashedRole(traits, message.role, half.privilege);
    const username =
      traits.paddedNames || traits.hashesPaddedNames
        ? found.user.name.padEnd(NAME_BYTES, "\0")
        : found.user.name;
    const facts = { consoleSessionId, bmcSessionId, consoleNonce, bmcNonce, bmcGuid, role, username };
    const credentials = credentialsOf(found.user, machine.bmcKey, traits.passwordBytes);
    half.challenge = { facts, credentials, ...found };
    const answer = encodeRakp2({
      tag: message.tag,
      status: SetupStatus.Ok,
      consoleSessionId,
      bmcNonce,
      bmcGuid,
      authCode: resized(rakp2Code(half.suite, credentials, facts), traits.rakp2ExtraBytes),
    });
    half.last = { request: payload, answer };
    return answer;
  }

  private finish(payload: Buffer): Buffer | null {
    const message = decodeRakp3(payload);
    const half = this.find(message.bmcSessionId);
    if (half === null) return this.refusal(message.tag, SetupStatus.InvalidSessionId, 0);
    const repeated = this.repeated(half, payload);
    if (repeated !== null) return repeated;
    const { suite, consoleSessionId, challenge, finished } = half;
    if (challenge === null || finished || message.status !== SetupStatus.Ok) {
      this.halfOpen.delete(message.bmcSessionId);
      return null;
    }
    const { traits } = this.port;
    const { facts, credentials, user, limit } = challenge;
    const proven = traits.rakp3WithoutLookupBit ? { ...facts, role: facts.role & 0x0f } : facts;
    if (!constantTimeEqual(rakp3Code(suite, credentials, proven), message.authCode)) {
      this.halfOpen.delete(message.bmcSessionId);
      return this.refusal(message.tag, SetupStatus.InvalidIntegrityCheck, consoleSessionId);
    }
    const keys = deriveSessionKeys(suite, credentials, facts);
    const { bmcSessionId } = message;
    if (!this.port.established({ suite, keys, consoleSessionId, bmcSessionId, user, limit })) {
      this.halfOpen.delete(message.bmcSessionId);
      return this.refusal(message.tag, SetupStatus.InsufficientResources, consoleSessionId);
    }
    const answer = encodeRakp4({
      tag: message.tag,
      status: SetupStatus.Ok,
      consoleSessionId,
      integrityCheck: integrityCheck(traits, suite, keys, facts),
    });
    half.finished = true;
    half.last = { request: payload, answer };
    return answer;
  }

  /** The user RAKP 1 names and the level he may have, or the status that refuses him. */
  private login(
    { role, username }: Rakp1,
    suite: CipherSuite,
  ): { user: MachineUser; limit: number } | number {
    const { machine, traits } = this.port;
    const nameOnly = (role & NAME_ONLY_LOOKUP) !== 0;
    if (traits.nameLookup !== "both" && nameOnly !== (traits.nameLookup === "name-only")) {
      return SetupStatus.UnauthorisedName;
    }
    if (traits.paddedNames && Buffer.byteLength(username) !== NAME_BYTES)
      return SetupStatus.InvalidNameLength;
    const name = traits.paddedNames ? username.replace(/\0+$/, "") : username;
    const wanted = role & 0x0f;
    const named = machine.users().filter((user) => user.name === name && mayLogIn(user));
    const user = named.find(({ privilegeLimit }) => privilegeLimit >= wanted) ?? named[0];
    if (user === undefined) return SetupStatus.UnauthorisedName;
    const highest = Math.min(user.privilegeLimit, machine.suiteLimit(suite.id));
    const limit = wanted === HIGHEST ? highest : wanted;
    if (limit > highest) return SetupStatus.UnauthorisedRole;
    if (traits.privilegeMustEqualLimit && limit !== user.privilegeLimit) return SetupStatus.UnauthorisedRole;
    return { user, limit };
  }

  private refusal(tag: number, status: number, consoleSessionId: number): Buffer {
    if (this.port.traits.shortRefusals) return Buffer.from([tag, status]);
    return encodeSetupRefusal({ tag, status }, consoleSessionId);
  }

  /** The answer to a message that came before; null when it is new, or repetition ends the set-up. */
  private repeated(half: HalfOpen, payload: Buffer): Buffer | null {
    if (half.last === null || !half.last.request.equals(payload)) return null;
    if (this.port.traits.repeatedSetup === "answered") return half.last.answer;
    half.challenge = null;
    half.finished = true;
    return this.refusal(payload.readUInt8(0), SetupStatus.InactiveSessionId, half.consoleSessionId);
  }

  private find(bmcSessionId: number): HalfOpen | null {
    this.dropExpired();
    return this.halfOpen.get(bmcSessionId) ?? null;
  }

  /** A set-up that nobody goes on with gives way to the next, the oldest first; false when sessions hold every slot. */
  private makeRoom(): boolean {
    const free = this.port.freeSlots();
    const underWay = [...this.halfOpen].filter(([, { finished }]) => !finished);
    for (const [id] of underWay.slice(0, Math.max(0, underWay.length - free + 1))) this.halfOpen.delete(id);
    return free > 0;
  }

  private dropExpired(): void {
    for (const [id, half] of this.halfOpen) {
      if (this.port.clock.now() - half.openedAt > HALF_OPEN_MS) this.halfOpen.delete(id);
    }
  }
}

function acceptedSuite(accepted: readonly number[], wanted: Algorithms): CipherSuite | null {
  const suite = cipherSuitesByStrength
    .map(cipherSuite)
    .find(
      ({ authentication, integrity, confidentiality }) =>
        authentication === wanted.authentication &&
        integrity === wanted.integrity &&
        confidentiality === wanted.confidentiality,
    );
  return suite !== undefined && accepted.includes(suite.id) ? suite : null;
}

function takesLevel({ openSessionLevels }: ProtocolTraits, level: number): boolean {
  return openSessionLevels === "any" || (level === HIGHEST) === (openSessionLevels === "highest");
}

function hashedRole({ hashedPrivilege }: ProtocolTraits, role: number, openSessionLevel: number): number {
  switch (hashedPrivilege) {
    case "rakp1":
      return role;
    case "open-session":
      return (role & NAME_ONLY_LOOKUP) | openSessionLevel;
    case "open-session-alone":
      return openSessionLevel;
  }
}

const UNASKED_CHECK = Buffer.alloc(12, 0x5a);

function integrityCheck(
  traits: ProtocolTraits,
  suite: CipherSuite,
  keys: SessionKeys,
  facts: RakpFacts,
): Buffer {
  if (suite.hash === null) {
    return traits.integrityCheckWithoutAuthentication ? UNASKED_CHECK : Buffer.alloc(0);
  }
  const code = traits.integrityCheckBy === "integrity" ? rakp4CodeByIntegrity : rakp4Code;
  return resized(code(suite, keys, facts), traits.rakp4ExtraBytes);
}

function mayLogIn(user: MachineUser): boolean {
  return user.enabled && user.privilegeLimit !== NO_ACCESS;
}

/** Keys are zero-padded on both sides, so a password's own trailing zeros mean nothing. */
function credentialsOf(user: MachineUser, bmcKey: Buffer | null, passwordBytes: number): Credentials {
  const password = user.password.subarray(0, passwordBytes).toString("utf8").replace(/\0+$/, "");
  return new Credentials({ username: user.name, password, bmcKey });
}

function resized(code: Buffer, change: number): Buffer {
  if (change === 0 || code.length === 0) return code;
  return Buffer.concat([code, Buffer.alloc(Math.max(0, change))], code.length + change);
}
