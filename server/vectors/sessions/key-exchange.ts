import type { CipherSuite } from "../../ipmi/crypto/cipher-suite";
import { Credentials } from "../../ipmi/crypto/credentials";
import { deriveSessionKeys, type RakpFacts, rakp2Code, rakp3Code, rakp4Code } from "../../ipmi/crypto/rakp";
import type { SessionKeys } from "../../ipmi/crypto/session-keys";
import { provenVariant } from "../../ipmi/session/rakp-variants";
import { PayloadType } from "../../ipmi/session/session-info";
import {
  decodeOpenSessionRequest,
  decodeOpenSessionResponse,
  decodeRakp1,
  decodeRakp2,
  decodeRakp3,
  decodeRakp4,
  decodeSetupRefusal,
  type Rakp1,
} from "../../ipmi/session/setup-messages";
import { asBytes } from "../json";
import type { Checks } from "../tally";
import type { CapturedSession } from "./captured-session";
import { suiteOf } from "./suite-of";

/** What both sides hold after the key exchange. */
export interface Agreement {
  readonly suite: CipherSuite;
  readonly keys: SessionKeys;
  readonly consoleSessionId: number;
  readonly bmcSessionId: number;
}

/** Open Session and RAKP 1 – 4 of a capture, one after the other, against the codes and keys it names. */
export class KeyExchangeReplay {
  private suite: CipherSuite | null = null;
  private consoleSessionId = 0;
  private bmcSessionId = 0;
  private rakp1: Rakp1 | null = null;
  private proven: { readonly facts: RakpFacts; readonly credentials: Credentials } | null = null;
  /** Null until RAKP 2 was seen, or where nothing can be derived. */
  agreement: Agreement | null = null;

  constructor(
    private readonly session: CapturedSession,
    private readonly checks: Checks,
  ) {}

  /** False when the payload is no message of session set-up. */
  take(payloadType: number, payload: Buffer): boolean {
    switch (payloadType) {
      case PayloadType.OpenSessionRequest:
        this.openSessionRequest(payload);
        return true;
      case PayloadType.OpenSessionResponse:
        this.unlessRefused("open_rs", payload, () => this.openSessionResponse(payload));
        return true;
      case PayloadType.Rakp1:
        this.takeRakp1(payload);
        return true;
      case PayloadType.Rakp2:
        this.unlessRefused("rakp2", payload, () => this.takeRakp2(payload));
        return true;
      case PayloadType.Rakp3:
        this.unlessRefused("rakp3", payload, () => this.takeRakp3(payload));
        return true;
      case PayloadType.Rakp4:
        this.unlessRefused("rakp4", payload, () => this.takeRakp4(payload));
        return true;
      default:
        return false;
    }
  }

  /** A message with a status other than 0 has nothing more in it. */
  private unlessRefused(field: string, payload: Buffer, go: () => void): void {
    const refusal = this.checks.decoded(field, () => decodeSetupRefusal(payload));
    if (refusal === null) return;
    if (refusal.status === 0) go();
    else this.checks.decide(`${field} status`, refusal.status < 0x80, "a status", refusal.status);
  }

  private openSessionRequest(payload: Buffer): void {
    const request = this.checks.decoded("open_rq", () => decodeOpenSessionRequest(payload));
    if (request === null) return;
    this.known("rsid", wireId(request.consoleSessionId));
    this.agreement = null;
  }

  private openSessionResponse(payload: Buffer): void {
    const response = this.checks.decoded("open_rs", () => decodeOpenSessionResponse(payload));
    if (response === null) return;
    this.consoleSessionId = response.consoleSessionId;
    this.bmcSessionId = response.bmcSessionId;
    this.known("rsid", wireId(response.consoleSessionId));
    this.known("msid", wireId(response.bmcSessionId));
    this.known("auth", response.authentication);
    this.known("integ", response.integrity);
    this.known("conf", response.confidentiality);
    this.suite = suiteOf(response);
    if (this.suite === null) this.checks.fail("suite", "algorithms of the specification", response);
  }

  private takeRakp1(payload: Buffer): void {
    this.rakp1 = this.checks.decoded("rakp1", () => decodeRakp1(payload));
    if (this.rakp1 === null) return;
    this.known("Rm", this.rakp1.consoleNonce);
    this.known("role", this.rakp1.role);
    this.known("user", Buffer.from(this.rakp1.username, "utf8"));
    this.known("ul", Buffer.byteLength(this.rakp1.username, "utf8"));
  }

  private takeRakp2(payload: Buffer): void {
    const { suite, rakp1, session, checks, consoleSessionId, bmcSessionId } = this;
    const rakp2 = checks.decoded("rakp2", () => decodeRakp2(payload, null));
    if (rakp2 === null || suite === null || rakp1 === null) return;
    this.known("Rc", rakp2.bmcNonce);
    this.known("guid", rakp2.bmcGuid);
    this.known("rakp2_code", rakp2.authCode);
    const { consoleNonce, role, username } = rakp1;
    const { bmcNonce, bmcGuid } = rakp2;
    const facts = { consoleSessionId, bmcSessionId, consoleNonce, bmcNonce, bmcGuid, role, username };
    const { bmcKey } = session;
    const credentials = new Credentials({ username, password: session.password, bmcKey });
    const variant = provenVariant(suite, { facts, credentials }, rakp2.authCode);
    if (session.checks.rakp2 === false) checks.decide("rakp2", variant === null, "not to verify", "verified");
    else checks.decide("rakp2", variant !== null, rakp2.authCode, rakp2Code(suite, credentials, facts));
    if (session.wrongPassword !== null && suite.hash !== null) {
      const wrong = new Credentials({ username, password: session.wrongPassword, bmcKey });
      const verifies = provenVariant(suite, { facts, credentials: wrong }, rakp2.authCode) !== null;
      checks.decide("rakp2 with the client's password", !verifies, "not to verify", "verified");
    }
    this.proven = variant ?? { facts, credentials };
    this.derive(suite, this.proven.credentials, this.proven.facts);
  }

  private derive(suite: CipherSuite, credentials: Credentials, facts: RakpFacts): void {
    const { consoleSessionId, bmcSessionId } = this;
    const keys = deriveSessionKeys(suite, credentials, facts);
    this.known("sik", keys.sik());
    this.known("k1", keys.k1());
    this.known("k2", keys.k2());
    this.agreement = { suite, keys, consoleSessionId, bmcSessionId };
  }

  private takeRakp3(payload: Buffer): void {
    const { suite, proven, checks } = this;
    const rakp3 = checks.decoded("rakp3", () => decodeRakp3(payload));
    if (rakp3 === null || suite === null || proven === null) return;
    const right = rakp3Code(suite, proven.credentials, proven.facts).equals(rakp3.authCode);
    checks.decide("rakp3", right === (this.session.checks.rakp3 !== false), rakp3.authCode, right);
  }

  private takeRakp4(payload: Buffer): void {
    const { suite, proven, agreement, checks } = this;
    const rakp4 = checks.decoded("rakp4", () => decodeRakp4(payload, null));
    if (rakp4 === null || suite === null || proven === null || agreement === null) return;
    const code = rakp4Code(suite, agreement.keys, proven.facts);
    const right = code.equals(rakp4.integrityCheck);
    const expected = this.session.checks.rakp4 !== false;
    const common = Math.min(code.length, rakp4.integrityCheck.length);
    const cut = common >= 12 && code.subarray(0, common).equals(rakp4.integrityCheck.subarray(0, common));
    if (expected && !right && cut) checks.explain("rakp4", otherLength, rakp4.integrityCheck, code);
    else checks.decide("rakp4", right === expected, rakp4.integrityCheck, code);
  }

  /** Compares with what the capture names, if it does. */
  private known(field: string, got: Buffer | number): void {
    const expected = this.session.keys[field];
    if (expected === undefined || expected === null) return;
    if (typeof got === "number") this.checks.equal(`keys.${field}`, expected, got);
    else this.checks.equal(`keys.${field}`, asBytes(expected) ?? expected, got);
  }
}

const otherLength = { why: "the BMC sends a check value of another length than the specification's" };

/** A session id as it stands in packets. */
function wireId(id: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(id);
  return bytes;
}
