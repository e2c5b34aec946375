import {
  type Clock,
  type Endpoint,
  type HeldSession,
  IpmiError,
  NoPlaceError,
  type SessionPlace,
  type SessionPlaces,
} from "@/server/ipmi";
import { type OpenSession, type SessionMemory, SessionNotes } from "./session-notes";

/** Ours on one BMC, those that nobody uses any more among them: it has four slots or so, and others need some. */
const MOST = 2;
/** A session that nobody uses ends after 60 s ± 3 s (IPMI 2.0 §6.12.15), and a little for its last datagram on the way. */
const EXPIRY_MS = 65_000;

export interface SessionLedgerOptions {
  readonly memory: SessionMemory;
  readonly clock: Clock;
  /** The memory failed: sessions open all the same. */
  readonly failed: (error: unknown) => void;
}

/**
 * Counts our sessions on every BMC. What it counts outlives the engine: after a crash, the first login on a BMC closes what was open
 * there, and no more than one more session is opened until that is done or has expired.
 */
export class SessionLedger implements SessionPlaces {
  readonly #clock: Clock;
  readonly #notes: SessionNotes;
  readonly #accounts = new Map<string, Account>();

  constructor({ memory, clock, failed }: SessionLedgerOptions) {
    this.#clock = clock;
    this.#notes = new SessionNotes(memory, clock, failed);
  }

  /** Before the first login: takes over what an earlier run of the engine left open. */
  async load(): Promise<void> {
    for (const { address, port, ...session } of await this.#notes.list())
      this.#account({ address, port }).strand(session);
  }

  take(
    bmc: Endpoint,
    limits: { readonly budgetMs: number; readonly signal: AbortSignal },
  ): Promise<SessionPlace> {
    return this.#account(bmc).take(limits);
  }

  /** Writes what is left to be written. */
  stop(): Promise<void> {
    return this.#notes.settled();
  }

  #account(bmc: Endpoint): Account {
    const key = `${bmc.address}|${bmc.port}`;
    const found = this.#accounts.get(key);
    if (found) return found;
    const account: Account = new Account(bmc, this.#clock, this.#notes, () => {
      if (this.#accounts.get(key) === account) this.#accounts.delete(key);
    });
    this.#accounts.set(key, account);
    return account;
  }
}

/** One BMC's places and strays. */
class Account {
  readonly #strays = new Map<number, { readonly session: HeldSession; readonly stopTimer: () => void }>();
  readonly #line: (() => void)[] = [];
  #taken = 0;

  constructor(
    private readonly bmc: Endpoint,
    private readonly clock: Clock,
    private readonly notes: SessionNotes,
    /** Nothing is left to be counted. */
    private readonly emptied: () => void,
  ) {}

  get strays(): readonly HeldSession[] {
    return [...this.#strays.values()].map(({ session }) => session);
  }

  get isOverdrawn(): boolean {
    return this.#count > MOST;
  }

  get #count(): number {
    return this.#taken + this.#strays.size;
  }

  async take({ budgetMs, signal }: { budgetMs: number; signal: AbortSignal }): Promise<Place> {
    if (this.#count >= MOST) await this.#turn(budgetMs, signal);
    else this.#taken++;
    return new Place(this);
  }

  leave(): void {
    this.#taken--;
    this.#changed();
  }

  /** Nobody uses it, and the BMC may hold it until it has expired. */
  strand(session: HeldSession): void {
    this.#strays.get(session.bmcSessionId)?.stopTimer();
    const timer = this.clock.setTimeout(() => this.forget(session.bmcSessionId), EXPIRY_MS);
    this.#strays.set(session.bmcSessionId, { session, stopTimer: () => this.clock.clearTimeout(timer) });
  }

  note(session: HeldSession): Promise<void> {
    return this.notes.add(this.#noted(session.bmcSessionId, session.localPort));
  }

  forget(bmcSessionId: number): void {
    this.#strays.get(bmcSessionId)?.stopTimer();
    this.#strays.delete(bmcSessionId);
    this.notes.remove(this.#noted(bmcSessionId, null));
    this.#changed();
  }

  #noted(bmcSessionId: number, localPort: number | null): OpenSession {
    return { ...this.bmc, bmcSessionId, localPort };
  }

  /** Waits in line; the place is taken when it resolves. */
  #turn(budgetMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leaveLine = () => {
        this.clock.clearTimeout(timer);
        signal.removeEventListener("abort", cancelled);
        const index = this.#line.indexOf(called);
        if (index >= 0) this.#line.splice(index, 1);
      };
      const called = () => {
        leaveLine();
        this.#taken++;
        resolve();
      };
      const given = (error: IpmiError) => {
        leaveLine();
        reject(error);
      };
      const cancelled = () => given(new IpmiError("cancelled", "login: cancelled"));
      const timer = this.clock.setTimeout(() => given(new NoPlaceError()), budgetMs);
      signal.addEventListener("abort", cancelled, { once: true });
      this.#line.push(called);
      if (signal.aborted) cancelled();
    });
  }

  #changed(): void {
    while (this.#count < MOST && this.#line.length > 0) this.#line[0]?.();
    if (this.#count === 0) this.emptied();
  }
}

class Place implements SessionPlace {
  /** The last session that was begun here. */
  #session: HeldSession | null = null;
  #left = false;

  constructor(private readonly account: Account) {}

  get strays(): readonly HeldSession[] {
    return this.account.strays;
  }

  async opening(session: HeldSession): Promise<void> {
    this.#strand();
    if (this.account.isOverdrawn) throw new NoPlaceError();
    this.#session = session;
    await this.account.note(session);
  }

  gone(bmcSessionId: number): void {
    if (this.#session?.bmcSessionId === bmcSessionId) this.#session = null;
    this.account.forget(bmcSessionId);
  }

  leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#strand();
    this.account.leave();
  }

  #strand(): void {
    if (this.#session !== null) this.account.strand(this.#session);
    this.#session = null;
  }
}
