import type { GuessPermit, LockoutPolicy, UserStore } from "@/server/database/user-store";

/** Guesses of a password that are checked before an account rests, and for how long. */
export const lockoutPolicy: LockoutPolicy = { failures: 5, lockMs: 15 * 60 * 1000 };

const MAX_REMEMBERED = 10_000;

interface Count {
  failures: number;
  lockedUntil: number | null;
}

/**
 * Counts guesses at accounts that do not exist as the database does for those that do, so that the answer does not tell which is which.
 * In memory: forgetting the oldest costs nothing but that.
 */
export class Lockout {
  readonly #unknown = new Map<string, Count>();

  constructor(
    private readonly users: Pick<UserStore, "takeGuess">,
    private readonly policy: LockoutPolicy = lockoutPolicy,
  ) {}

  /** Takes one guess for this e-mail address, before the password is looked at. */
  async takeGuess(email: string, now: Date): Promise<GuessPermit> {
    const permit = await this.users.takeGuess(email, now, this.policy);
    return permit === "unknown" ? this.#takeUnknown(email, now.getTime()) : permit;
  }

  #takeUnknown(email: string, now: number): GuessPermit {
    const before = this.#unknown.get(email) ?? { failures: 0, lockedUntil: null };
    if (before.lockedUntil !== null && before.lockedUntil > now) return "locked";
    const failures = before.lockedUntil === null ? before.failures + 1 : 1;
    const lockedUntil = failures >= this.policy.failures ? now + this.policy.lockMs : null;
    this.#unknown.delete(email);
    this.#unknown.set(email, { failures, lockedUntil });
    const oldest = this.#unknown.keys().next();
    if (this.#unknown.size > MAX_REMEMBERED && !oldest.done) this.#unknown.delete(oldest.value);
    return "unknown";
  }
}
