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
  type OpenSessionResponse,
  type Rakp1,
} from "../../ipmi/session/setup-messages";
import { asBytes } from "../json";
import type { Checks } from "../tally";
import type { CapturedSession } from "./captured-session";
import { Outstanding } from "./outstanding";
import { suiteOf } from "./suite-of";

/** What both sides hold after the key exchange. */
export interface Agreement {
  readonly suite: CipherSuite;
  readonly keys: SessionKeys;
  readonly consoleSessionId: number;
  readonly bmcSessionId: number;
}

/** What a RAKP 2 leads to, whether its code was right or not. */
interface Answered {
  readonly facts: RakpFacts;
  readonly credentials: Credentials;
  readonly agreement: Agreement;
}

/**
 * Open Session and RAKP 1 – 4 of a capture, one after the other, against the codes and keys it names. What is sent again, and
 * answered again, may come between: a message belongs to the one it names.
 */
export class KeyExchangeReplay {
  private readonly asked: Outstanding;
  /** By the BMC's session id. */
  private readonly opened = new Map<number, OpenSessionResponse>();
  private rakp1: Rakp1 | null = null;
  private answered: readonly Answered[] = [];
  /** Null until RAKP 2 was seen, or where nothing can be derived. */
  agreement: Agreement | null = null;

  constructor(
    private readonly session: CapturedSession,
    private readonly checks: Checks,
  ) {
    this.asked = new Outstanding(checks);
  }

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
    this.asked.request("open_rs", request.tag, request.consoleSessionId);
    this.agreement = null;
  }

  private openSessionResponse(payload: Buffer): void {
    const response = this.checks.decoded("open_rs", () => decodeOpenSessionResponse(payload));
    if (response === null) return;
    this.asked.response("open_rs", response.tag, response.consoleSessionId);
    this.opened.set(response.bmcSessionId, response);
    this.known("rsid", wireId(response.consoleSessionId));
    if (this.rakp1 === null) this.known("msid", wireId(response.bmcSessionId));
    this.known("auth", response.authentication);
    this.known("integ", response.integrity);
    this.known("conf", response.confidentiality);
    if (suiteOf(response) === null) this.checks.fail("suite", "algorithms of the specification", response);
  }

  private takeRakp1(payload: Buffer): void {
    const rakp1 = this.checks.decoded("rakp1", () => decodeRakp1(payload));
    this.rakp1 = rakp1;
    if (rakp1 === null) return;
    const opened = this.opened.get(rakp1.bmcSessionId);
    this.checks.decide(
      "rakp1 session",
      opened !== undefined,
      "one that was opened",
      wireId(rakp1.bmcSessionId),
    );
    this.asked.request("rakp2", rakp1.tag, opened?.consoleSessionId ?? 0);
    this.known("Rm", rakp1.consoleNonce);
    this.known("role", rakp1.role);
    this.known("user", Buffer.from(rakp1.username, "utf8"));
    this.known("ul", Buffer.byteLength(rakp1.username, "utf8"));
    const { user } = this.session;
    if (user !== null && rakp1.username !== "") this.checks.equal("rakp1 user", user, rakp1.username);
  }

  private takeRakp2(payload: Buffer): void {
    const { rakp1, session, checks } = this;
    const rakp2 = checks.decoded("rakp2", () => decodeRakp2(payload, null));
    const opened = rakp1 === null ? undefined : this.opened.get(rakp1.bmcSessionId);
    const suite = opened === undefined ? null : suiteOf(opened);
    if (rakp2 === null || suite === null || rakp1 === null || opened === undefined) return;
    this.asked.response("rakp2", rakp2.tag, rakp2.consoleSessionId);
    this.known("Rc", rakp2.bmcNonce);
    this.known("guid", rakp2.bmcGuid);
    this.known("rakp2_code", rakp2.authCode);
    const { consoleNonce, role, username, bmcSessionId } = rakp1;
    const { bmcNonce, bmcGuid } = rakp2;
    const { consoleSessionId } = opened;
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
    this.derive(suite, variant?.credentials ?? credentials, variant?.facts ?? facts);
  }

  private derive(suite: CipherSuite, credentials: Credentials, facts: RakpFacts): void {
    const { consoleSessionId, bmcSessionId } = facts;
    const keys = deriveSessionKeys(suite, credentials, facts);
    this.known("sik", keys.sik());
    this.known("k1", keys.k1());
    this.known("k2", keys.k2());
    this.agreement = { suite, keys, consoleSessionId, bmcSessionId };
    this.answered = [...this.answered, { facts, credentials, agreement: this.agreement }];
  }

  private takeRakp3(payload: Buffer): void {
    const rakp3 = this.checks.decoded("rakp3", () => decodeRakp3(payload));
    if (rakp3 === null || this.answered.length === 0) return;
    const ofSession = this.answered.filter(({ facts }) => facts.bmcSessionId === rakp3.bmcSessionId);
    const known = ofSession.length > 0;
    this.checks.decide("rakp3 session", known, "one with a RAKP 2", wireId(rakp3.bmcSessionId));
    const meant = ofSession.find(({ agreement: { suite }, credentials, facts }) =>
      rakp3Code(suite, credentials, facts).equals(rakp3.authCode),
    );
    const right = meant !== undefined;
    if (known) {
      const expected = this.session.checks.rakp3 !== false;
      this.checks.decide("rakp3", right === expected, rakp3.authCode, right);
    }
    const chosen = meant ?? ofSession.at(-1);
    if (chosen === undefined) return;
    this.answered = [chosen];
    this.agreement = chosen.agreement;
    this.asked.request("rakp4", rakp3.tag, chosen.facts.consoleSessionId);
  }

  private takeRakp4(payload: Buffer): void {
    const { checks } = this;
    const rakp4 = checks.decoded("rakp4", () => decodeRakp4(payload, null));
    const proven = this.answered.at(-1);
    if (rakp4 === null || proven === undefined) return;
    this.asked.response("rakp4", rakp4.tag, rakp4.consoleSessionId);
    const { suite, keys } = proven.agreement;
    const code = rakp4Code(suite, keys, proven.facts);
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
