import { setSessionPrivilegeLevel } from "../commands/app/set-session-privilege-level";
import { Privilege } from "../commands/command";
import { type CipherSuiteId, cipherSuite, isAtLeast } from "../crypto/cipher-suite";
import type { Credentials } from "../crypto/credentials";
import { CompletionCodeError, IpmiError } from "../errors";
import type { AuthenticationType } from "./authentication-type";
import { type Established, Handshake, SuiteNotGrantedError } from "./handshake";
import { authenticationCapabilities, openIpmi15Session } from "./ipmi15/ipmi15-login";
import type { LoginProfile } from "./login-profile";
import type { NonceMemory } from "./nonce-memory";
import { PacketProtection } from "./packet-protection";
import { type OpenedSession, Session, type SessionEnvironment } from "./session";
import { PayloadType } from "./session-info";
import { SetupMessenger, SetupTimeoutError } from "./setup-messenger";
import { blamesPrivilege, blamesSuite, SetupRefusedError, SetupStatus } from "./setup-status";
import { timing } from "./timing";
import type { Workaround } from "./workarounds";

export interface LoginPolicy {
  readonly credentials: Credentials;
  readonly privilege: Privilege;
  /** In the order to try them. */
  readonly cipherSuites: readonly CipherSuiteId[];
  /** Nothing weaker is tried. */
  readonly minimumSuite: CipherSuiteId | null;
  readonly enrolledGuid: string | null;
  readonly nonces: NonceMemory;
  readonly protocol: "2.0" | "1.5" | "auto";
  /** IPMI 1.5: null for MD5, then MD2. */
  readonly authentication: AuthenticationType | null;
  /** Laid down by a person. */
  readonly workarounds: readonly Workaround[];
  /** What worked before: tried first. */
  readonly known: LoginProfile | null;
}

export interface LoginLimits {
  readonly signal: AbortSignal;
  readonly budgetMs: number;
}

/** What a user may be asked to log in as; the next rung is tried when the BMC refuses one. */
interface Rung {
  readonly privilege: Privilege;
  readonly nameOnlyLookup: boolean;
}

/** Set Session Privilege Level: 80h and 81h say not for this user; some BMCs answer D4h or CCh instead. */
const privilegeRefusals: ReadonlySet<number> = new Set([0x80, 0x81, 0xd4, 0xcc]);

/**
 * Logs in: tries the allowed suites in order, steps down from the privilege asked for when the BMC refuses it, and
 * starts over with fresh ids at every lost answer, until the budget ends. A wrong password ends it at once, so that
 * a login never costs more than one attempt of a lockout threshold.
 */
export async function login(
  environment: SessionEnvironment,
  policy: LoginPolicy,
  limits: LoginLimits,
): Promise<Session> {
  const deadline = environment.clock.now() + limits.budgetMs;
  const { opened, privilege } = await openSession(environment, policy, limits.signal, deadline);
  const session = new Session(environment, opened);
  try {
    const remaining = Math.max(deadline - environment.clock.now(), timing.setupStep);
    session.granted(await raisePrivilege(session, privilege, { signal: limits.signal, budgetMs: remaining }));
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}

interface Opening {
  readonly opened: OpenedSession;
  readonly privilege: Privilege;
}

/** IPMI 2.0, or 1.5 where a person chose so; where he left it open, 1.5 only if the BMC says that it has nothing else. */
async function openSession(
  environment: SessionEnvironment,
  policy: LoginPolicy,
  signal: AbortSignal,
  deadline: number,
): Promise<Opening> {
  const { protocol, privilege } = policy;
  if (protocol === "2.0") return new Ladder(environment, policy, signal, deadline).climb();
  const limits = () => ({ signal, budgetMs: Math.max(deadline - environment.clock.now(), timing.setupStep) });
  const capabilities = await authenticationCapabilities(environment, privilege, limits());
  if (protocol === "auto" && (capabilities.ipmi2 || policy.minimumSuite !== null)) {
    return new Ladder(environment, policy, signal, deadline).climb();
  }
  const opened = await openIpmi15Session(environment, policy, capabilities, limits());
  return { opened, privilege };
}

class Ladder {
  private readonly suites: readonly CipherSuiteId[];
  private readonly rungs: readonly Rung[];
  private suiteIndex = 0;
  private rungIndex = 0;
  private timeouts = 0;
  /** Payload type of the answer that did not come last time. */
  private missing: number = PayloadType.OpenSessionResponse;
  private proofRepeated = false;
  private firstPrivilegeRefusal: IpmiError | null = null;

  constructor(
    private readonly environment: SessionEnvironment,
    private readonly policy: LoginPolicy,
    private readonly signal: AbortSignal,
    private readonly deadline: number,
  ) {
    const { minimumSuite, known } = policy;
    const allowed = policy.cipherSuites.filter((id) => minimumSuite === null || isAtLeast(id, minimumSuite));
    const before = allowed.filter((id) => id === known?.cipherSuite);
    this.suites = [...before, ...allowed.filter((id) => !before.includes(id))];
    this.rungs = rungsFrom(lower(policy.privilege, known?.privilege ?? policy.privilege));
  }

  async climb(): Promise<Opening> {
    for (;;) {
      const suite = this.suites[this.suiteIndex];
      const rung = this.rungs[this.rungIndex];
      if (suite === undefined)
        throw new IpmiError("suite-refused", "no cipher suite is allowed for this BMC");
      if (rung === undefined)
        throw this.firstPrivilegeRefusal ?? new IpmiError("privilege-too-low", "no privilege left");
      try {
        const established = await this.attempt(suite, rung);
        return { opened: this.openedBy(established), privilege: rung.privilege };
      } catch (error) {
        this.next(error);
      }
    }
  }

  private openedBy(established: Established): OpenedSession {
    const { suite, guid, inboundSessionId, outboundSessionId } = established;
    const workarounds = [...new Set([...this.policy.workarounds, ...established.workarounds])];
    return {
      protection: new PacketProtection(established),
      authentic: suite.authCodeLength > 0,
      guid,
      consoleSessionId: inboundSessionId,
      bmcSessionId: outboundSessionId,
      login: { protocol: "2.0", cipherSuite: suite.id, authentication: null, workarounds },
    };
  }

  private attempt(suite: CipherSuiteId, rung: Rung): Promise<Established> {
    const { port, clock, entropy } = this.environment;
    const remaining = this.deadline - clock.now();
    if (remaining <= 0) throw this.noAnswer();
    const patience = Math.min(timing.setupStep * 2 ** this.timeouts, timing.setupStepMaximum);
    return new Handshake(new SetupMessenger(port, clock), entropy, {
      ...this.policy,
      ...rung,
      suite: cipherSuite(suite),
      stepTimeoutMs: Math.min(patience, remaining),
      signal: this.signal,
    }).run();
  }

  /** Chooses what to try after a failed attempt, or throws what the whole login failed with. */
  private next(error: unknown): void {
    if (error instanceof SetupTimeoutError) {
      this.timeouts++;
      this.missing = error.expected;
      return;
    }
    if (error instanceof SetupRefusedError && this.isConfused(error)) return;
    if (error instanceof SuiteNotGrantedError || (error instanceof SetupRefusedError && blamesSuite(error))) {
      this.nextSuite(error);
      return;
    }
    const tooHigh = error instanceof IpmiError && error.code === "privilege-too-low";
    if (tooHigh || (error instanceof SetupRefusedError && blamesPrivilege(error))) {
      this.nextRung(error);
      return;
    }
    throw error;
  }

  /**
   * RAKP 2 proved that the BMC has our password, and RAKP 4 says our proof of it is wrong: a duplicated RAKP 1 made
   * the BMC draw a new random number. Once more, and only once: the BMC may count it as a wrong password.
   */
  private isConfused(error: SetupRefusedError): boolean {
    const first = !this.proofRepeated;
    if (error.step !== "RAKP 4" || error.status !== SetupStatus.InvalidIntegrityCheck) return false;
    this.proofRepeated = true;
    return first;
  }

  private nextSuite(error: IpmiError): void {
    if (this.suiteIndex + 1 < this.suites.length) {
      this.suiteIndex++;
      return;
    }
    if (!(error instanceof SetupRefusedError)) throw error;
    switch (error.status) {
      case SetupStatus.InsufficientResources:
        throw error;
      case SetupStatus.InvalidRole:
      case SetupStatus.UnauthorisedRole:
      case SetupStatus.UnauthorisedName:
        // No suite helped: then the privilege was meant.
        this.suiteIndex = 0;
        this.nextRung(error);
        return;
      default:
        throw new IpmiError("suite-refused", this.suiteRefusal(error), { cause: error });
    }
  }

  private nextRung(error: IpmiError): void {
    this.firstPrivilegeRefusal ??= error;
    if (this.rungIndex + 1 >= this.rungs.length) throw this.firstPrivilegeRefusal;
    this.rungIndex++;
  }

  private suiteRefusal(error: IpmiError): string {
    const ratchet =
      this.suites.length < this.policy.cipherSuites.length
        ? "; weaker ones are not allowed, a better one was used before"
        : "";
    return `${error.message} (tried cipher suite ${this.suites.join(", ")}${ratchet})`;
  }

  private noAnswer(): IpmiError {
    if (this.environment.port.foreignDatagrams > 0) {
      return new IpmiError("not-ipmi", "session set-up: something answers, but it does not speak RMCP");
    }
    switch (this.missing) {
      case PayloadType.Rakp2:
        return new IpmiError(
          "no-answer",
          "RAKP 2: no answer; some BMCs keep silent about a user they do not know",
        );
      case PayloadType.Rakp4:
        return new IpmiError(
          "no-answer",
          "RAKP 4: no answer; some BMCs keep silent about a proof they do not accept",
        );
      default:
        return new IpmiError("no-answer", "session set-up: no answer");
    }
  }
}

/** From the privilege asked for down to User; last, with look-up by name and privilege, which some boards want. */
function rungsFrom(highest: Privilege): readonly Rung[] {
  const levels = [Privilege.Administrator, Privilege.Operator, Privilege.User].filter(
    (level) => level < highest,
  );
  return [
    ...[highest, ...levels].map((privilege) => ({ privilege, nameOnlyLookup: true })),
    { privilege: highest, nameOnlyLookup: false },
  ];
}

function lower(a: Privilege, b: Privilege): Privilege {
  return a < b ? a : b;
}

/** A session starts at User: raises it as far as the BMC lets us. */
async function raisePrivilege(
  session: Session,
  wanted: Privilege,
  limits: { signal: AbortSignal; budgetMs: number },
): Promise<Privilege> {
  for (const { privilege: level } of rungsFrom(wanted)) {
    if (level <= Privilege.User) break;
    try {
      await session.send(setSessionPrivilegeLevel, level, limits);
      return level;
    } catch (error) {
      if (!(error instanceof CompletionCodeError) || !privilegeRefusals.has(error.completionCode))
        throw error;
    }
  }
  return Privilege.User;
}
