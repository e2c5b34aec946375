import { setSessionPrivilegeLevel } from "../commands/app/set-session-privilege-level";
import { Privilege } from "../commands/command";
import { type CipherSuiteId, cipherSuite, isAtLeast } from "../crypto/cipher-suite";
import type { Credentials } from "../crypto/credentials";
import { CompletionCodeError, IpmiError } from "../errors";
import { type Established, Handshake, SuiteNotGrantedError } from "./handshake";
import type { NonceMemory } from "./nonce-memory";
import { Session, type SessionEnvironment } from "./session";
import { PayloadType } from "./session-info";
import { SetupMessenger, SetupTimeoutError } from "./setup-messenger";
import { blamesPrivilege, blamesSuite, SetupRefusedError, SetupStatus } from "./setup-status";
import { timing } from "./timing";

export interface LoginPolicy {
  readonly credentials: Credentials;
  readonly privilege: Privilege;
  /** In the order to try them. */
  readonly cipherSuites: readonly CipherSuiteId[];
  /** Nothing weaker is tried. */
  readonly minimumSuite: CipherSuiteId | null;
  readonly enrolledGuid: string | null;
  readonly nonces: NonceMemory;
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
  const { established, privilege } = await new Ladder(environment, policy, limits.signal, deadline).climb();
  const session = new Session(environment, established);
  try {
    const remaining = Math.max(deadline - environment.clock.now(), timing.setupStep);
    session.granted(await raisePrivilege(session, privilege, { signal: limits.signal, budgetMs: remaining }));
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
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
    const { minimumSuite } = policy;
    this.suites = policy.cipherSuites.filter((id) => minimumSuite === null || isAtLeast(id, minimumSuite));
    this.rungs = rungsFrom(policy.privilege);
  }

  async climb(): Promise<{ established: Established; privilege: Privilege }> {
    for (;;) {
      const suite = this.suites[this.suiteIndex];
      const rung = this.rungs[this.rungIndex];
      if (suite === undefined)
        throw new IpmiError("suite-refused", "no cipher suite is allowed for this BMC");
      if (rung === undefined)
        throw this.firstPrivilegeRefusal ?? new IpmiError("privilege-too-low", "no privilege left");
      try {
        return { established: await this.attempt(suite, rung), privilege: rung.privilege };
      } catch (error) {
        this.next(error);
      }
    }
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
