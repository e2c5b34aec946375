import { Privilege } from "../commands/command";
import { type CipherSuiteId, cipherSuite, isAtLeast } from "../crypto/cipher-suite";
import { IpmiError } from "../errors";
import { type Established, Handshake, SuiteNotGrantedError } from "./handshake";
import type { LoginPolicy } from "./login-policy";
import type { SessionEnvironment } from "./session";
import { PayloadType } from "./session-info";
import { SetupMessenger, SetupTimeoutError } from "./setup-messenger";
import { blamesPrivilege, blamesSuite, SetupRefusedError, SetupStatus } from "./setup-status";
import { timing } from "./timing";

/** What a user may be asked to log in as; the next rung is tried when the BMC refuses one. */
interface Rung {
  readonly privilege: Privilege;
  readonly nameOnlyLookup: boolean;
}

export interface Climbed {
  readonly established: Established;
  /** The level that was granted in session set-up. */
  readonly privilege: Privilege;
}

/**
 * The ways to log in over IPMI 2.0, in the order they are tried. Only what the BMC refuses leads on to the next; it
 * ends with the first password that is wrong, with the last way, or with the time.
 */
export class Ladder {
  private readonly suites: readonly CipherSuiteId[];
  private readonly rungs: readonly Rung[];
  private suiteIndex = 0;
  private rungIndex = 0;
  private timeouts = 0;
  /** Payload type of the answer that did not come last time. */
  private missing: number = PayloadType.OpenSessionResponse;
  private proofRepeated = false;
  /** RAKP 1's role without its look-up bit, to try a refused proof once more with. */
  private plainRole = false;
  private padsName: boolean;
  private nameFormChanged = false;
  private opensAtHighest = false;
  private readonly isRatcheted: boolean;
  private firstPrivilegeRefusal: IpmiError | null = null;

  constructor(
    private readonly environment: SessionEnvironment,
    private readonly policy: LoginPolicy,
    private readonly signal: AbortSignal,
    private readonly deadline: number,
  ) {
    const { minimumSuite, known, climbs } = policy;
    const allowed = policy.cipherSuites.filter((id) => minimumSuite === null || isAtLeast(id, minimumSuite));
    const before = allowed.filter((id) => id === known?.cipherSuite);
    const suites = [...before, ...allowed.filter((id) => !before.includes(id))];
    const rungs = rungsFrom(lower(policy.privilege, known?.privilege ?? policy.privilege));
    this.isRatcheted = allowed.length < policy.cipherSuites.length;
    this.suites = climbs ? suites : suites.slice(0, 1);
    this.rungs = climbs ? rungs : rungs.slice(0, 1);
    // Not because it was found out before: some of those boards hash padded names, and know only short ones.
    this.padsName = policy.workarounds.includes("intel20");
  }

  async climb(): Promise<Climbed> {
    for (;;) {
      const suite = this.suites[this.suiteIndex];
      const rung = this.rungs[this.rungIndex];
      if (suite === undefined)
        throw new IpmiError("suite-refused", "no cipher suite is allowed for this BMC");
      if (rung === undefined)
        throw this.firstPrivilegeRefusal ?? new IpmiError("privilege-too-low", "no privilege left");
      try {
        const established = await this.attempt(suite, rung);
        return { established, privilege: rung.privilege };
      } catch (error) {
        this.next(error);
      }
    }
  }

  private attempt(suite: CipherSuiteId, rung: Rung): Promise<Established> {
    const { port, clock, entropy } = this.environment;
    const { place } = this.policy;
    const remaining = this.deadline - clock.now();
    if (remaining <= 0) throw this.noAnswer();
    const patience =
      this.policy.pacing?.waitMs ?? Math.min(timing.setupStep * 2 ** this.timeouts, timing.setupStepMaximum);
    return new Handshake(new SetupMessenger(port, clock), entropy, {
      ...this.policy,
      privilege: rung.privilege,
      nameOnlyLookup: rung.nameOnlyLookup && !this.plainRole,
      padsName: this.padsName,
      opensAtHighest: this.opensAtHighest,
      suite: cipherSuite(suite),
      stepTimeoutMs: Math.min(patience, remaining),
      signal: this.signal,
      opening: (bmcSessionId) => place.opening({ bmcSessionId, localPort: port.localPort }),
      refused: (bmcSessionId) => place.gone(bmcSessionId),
    }).run();
  }

  /** Chooses what to try after a failed attempt, or throws what the whole login failed with. */
  private next(error: unknown): void {
    if (error instanceof SetupTimeoutError) {
      this.timeouts++;
      this.missing = error.expected;
      const { pacing } = this.policy;
      if (pacing !== null && this.timeouts >= pacing.transmissions) throw this.noAnswer();
      return;
    }
    if (error instanceof SetupRefusedError && (this.isConfused(error) || this.mayTakeOtherForm(error)))
      return;
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
   * the BMC draw a new random number, or it hashes the role without its look-up bit (quirk E11). Once more, and only
   * once, for the BMC may count it as a wrong password: without that bit, so that both ways of hashing are the same.
   */
  private isConfused(error: SetupRefusedError): boolean {
    const first = !this.proofRepeated;
    if (error.step !== "RAKP 4" || error.status !== SetupStatus.InvalidIntegrityCheck) return false;
    this.proofRepeated = true;
    this.plainRole = first;
    return first;
  }

  /** Refusals of a form that can be put in another way, each once. None of them has cost a proof of the password. */
  private mayTakeOtherForm(error: SetupRefusedError): boolean {
    if (this.plainRole && blamesPrivilege(error)) {
      this.plainRole = false;
      return true;
    }
    const aboutName = error.step === "RAKP 2" && error.status === SetupStatus.InvalidNameLength;
    if (!aboutName || this.nameFormChanged) return false;
    this.nameFormChanged = true;
    this.padsName = !this.padsName;
    return true;
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
        if (this.opensAtHighest) this.nextRung(error);
        else this.opensAtHighest = true;
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
    const ratchet = this.isRatcheted ? "; weaker ones are not allowed, a better one was used before" : "";
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
  return [
    ...levelsFrom(highest).map((privilege) => ({ privilege, nameOnlyLookup: true })),
    { privilege: highest, nameOnlyLookup: false },
  ];
}

function lower(a: Privilege, b: Privilege): Privilege {
  return a < b ? a : b;
}

/** `highest` and what is below it, down to User. */
export function levelsFrom(highest: Privilege): readonly Privilege[] {
  const levels = [Privilege.Administrator, Privilege.Operator, Privilege.User];
  return [highest, ...levels.filter((level) => level < highest)];
}
