import type { ConsoleServerMessage } from "@/lib/contracts/console";
import { Alarm, type HubClock } from "./hub-clock";

/** Somebody at the console, as the keyboard knows him. */
export interface Typist {
  readonly id: string;
  readonly name: string;
  readonly canWrite: boolean;
  /** Is given the keyboard when nobody has it. */
  readonly wantsKeyboard: boolean;
  tell(message: ConsoleServerMessage): void;
  /** Commits to the audit; false when it could not, which forbids what was to be done. */
  audit(action: "claim" | "hand-over", detail: string): Promise<boolean>;
}

export interface KeyboardEvents<Person> {
  /** Somebody else has the keyboard now, or nobody. */
  passed(writer: Person | null, reason: string): void;
  /** Somebody asks for it, or does not any more. */
  asked(): void;
}

interface Ask {
  readonly reason: string;
  readonly expiry: Alarm;
}

/** So long an unanswered wish for the keyboard stands. */
const ASK_MS = 60_000;
const MINUTE_MS = 60_000;

/**
 * Who of the people at a console may type: one. It is asked for, handed over, or taken with a reason; who types nothing for long yields
 * it to whoever asked first. Changes that are audited first happen one after the other.
 */
export class Keyboard<Person extends Typist> {
  private holder: Person | null = null;
  private readonly people = new Set<Person>();
  private readonly asks = new Map<Person, Ask>();
  private readonly idle: Alarm;
  private idleMs = 0;
  private typedAt = 0;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly clock: HubClock,
    private readonly events: KeyboardEvents<Person>,
  ) {
    this.idle = new Alarm(clock);
  }

  get writer(): Person | null {
    return this.holder;
  }

  /** Why he asks for the keyboard; null when he does not. */
  askOf(person: Person): string | null {
    return this.asks.get(person)?.reason ?? null;
  }

  /** Minutes without typing after which a writer yields; 0: never. */
  yieldAfter(minutes: number): void {
    this.idleMs = minutes * MINUTE_MS;
    if (this.holder !== null) this.watchIdle();
  }

  /** The first who may type, and does not only look, has the keyboard when nobody has; that he came is in the audit. */
  arrived(person: Person): void {
    this.people.add(person);
    if (this.holder === null && person.wantsKeyboard) this.give(person, "");
  }

  left(person: Person): void {
    this.people.delete(person);
    this.forgetAsk(person);
    if (this.holder !== person) return;
    this.give(null, "");
    void this.passOn([...this.people].find(({ wantsKeyboard }) => wantsKeyboard));
  }

  /** Everybody is gone. */
  clear(): void {
    this.people.clear();
    for (const person of [...this.asks.keys()]) this.forgetAsk(person);
    this.holder = null;
    this.idle.clear();
  }

  /** The writer typed. */
  typed(): void {
    this.typedAt = this.clock.now();
  }

  /** At once when nobody has it; from another with a reason. */
  take(person: Person, reason: string): Promise<void> {
    return this.inTurn(async () => {
      const from = this.holder;
      if (from === person) return;
      if (!person.canWrite) return refuse(person, "not-allowed");
      if (from !== null && reason === "") return refuse(person, "reason-missing");
      const detail = from === null ? "nobody had it" : `from ${from.name}: ${reason}`;
      if (!(await person.audit("claim", detail))) return refuse(person, "not-allowed");
      if (!this.people.has(person)) return;
      const former = this.holder;
      if (former !== null && reason === "") return refuse(person, "reason-missing");
      this.give(person, reason);
      former?.tell({ type: "keyboard-lost", by: person.name, reason });
    });
  }

  async ask(person: Person, reason: string): Promise<void> {
    if (!person.canWrite) return refuse(person, "not-allowed");
    if (this.holder === null) return this.take(person, reason);
    if (this.holder === person || this.asks.has(person)) return;
    const expiry = new Alarm(this.clock);
    expiry.set(ASK_MS, () => {
      this.forgetAsk(person);
      this.events.asked();
    });
    this.asks.set(person, { reason, expiry });
    this.tellAsk(this.holder, person, reason);
    this.events.asked();
  }

  handOver(person: Person, toId: string): Promise<void> {
    return this.inTurn(async () => {
      if (this.holder !== person) return refuse(person, "not-writer");
      const to = this.find(toId);
      if (to === undefined || to === person) return;
      if (!to.canWrite) return refuse(person, "not-allowed");
      if (!(await person.audit("hand-over", `to ${to.name}`))) return refuse(person, "not-allowed");
      // He who is handed it need not ask: whoever got it meanwhile keeps it.
      if (this.people.has(to) && (this.holder === person || this.holder === null)) this.give(to, "");
    });
  }

  decline(person: Person, askerId: string): void {
    if (this.holder !== person) {
      refuse(person, "not-writer");
      return;
    }
    const asker = this.find(askerId);
    if (asker === undefined || !this.forgetAsk(asker)) return;
    asker.tell({ type: "keyboard-declined", name: person.name });
    this.events.asked();
  }

  async release(person: Person): Promise<void> {
    if (this.holder !== person) return refuse(person, "not-writer");
    this.give(null, "");
    await this.passOn(undefined);
  }

  private find(id: string): Person | undefined {
    return [...this.people].find((person) => person.id === id);
  }

  private give(person: Person | null, reason: string): void {
    this.holder = person;
    this.idle.clear();
    if (person !== null) {
      this.forgetAsk(person);
      this.typedAt = this.clock.now();
      this.watchIdle();
      for (const [asker, ask] of this.asks) this.tellAsk(person, asker, ask.reason);
    }
    this.events.passed(person, reason);
  }

  /** To who asked first, or else to `otherwise`, while nobody has it. */
  private passOn(otherwise: Person | undefined): Promise<void> {
    return this.inTurn(async () => {
      const first = this.asks.entries().next().value;
      const person = first?.[0] ?? otherwise;
      if (this.holder !== null || person === undefined || !this.people.has(person)) return;
      const reason = first?.[1].reason ?? "";
      const detail = first === undefined ? "the writer left" : `asked for it: ${reason}`;
      if (!(await person.audit("claim", detail))) return;
      if (this.holder === null && this.people.has(person)) this.give(person, reason);
    });
  }

  private watchIdle(): void {
    this.idle.clear();
    if (this.idleMs === 0) return;
    const left = Math.max(0, this.typedAt + this.idleMs - this.clock.now());
    this.idle.set(left, () => {
      if (this.clock.now() - this.typedAt < this.idleMs) this.watchIdle();
      else this.yield();
    });
  }

  private yield(): void {
    const former = this.holder;
    this.give(null, "");
    former?.tell({ type: "keyboard-lost", by: null, reason: "" });
    void this.passOn(undefined);
  }

  private tellAsk(writer: Person, { id, name }: Person, reason: string): void {
    writer.tell({ type: "keyboard-asked", viewerId: id, name, reason });
  }

  private forgetAsk(person: Person): boolean {
    this.asks.get(person)?.expiry.clear();
    return this.asks.delete(person);
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(work, work);
    return this.turn;
  }
}

type Refusal = Extract<ConsoleServerMessage, { type: "refused" }>["reason"];

function refuse(person: Typist, reason: Refusal): void {
  person.tell({ type: "refused", reason });
}
