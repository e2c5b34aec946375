import type { KeepTyped } from "@/server/services/consoles/typed-keeper";
import { Alarm, type HubClock } from "./hub-clock";
import { TypedBatches } from "./typed-batches";

/** So often a writer's typing is written down, at most. */
const EVERY_MS = 60_000;

/** Somebody who types. */
export interface Typing {
  /** Takes what he types; null when that is not to be kept. */
  readonly keepTyped: KeepTyped | null;
}

export interface TypingAccountOptions<Person> {
  readonly clock: HubClock;
  readonly date: () => Date;
  /** Of the host's output, now. */
  readonly offset: () => number;
  readonly write: (person: Person, detail: string) => void;
}

/**
 * Says who typed when and how many bytes: a row when a writer's turn ends, and one a minute while it lasts. What he typed is handed on
 * where his account says that it is kept, and nowhere else.
 */
export class TypingAccount<Person extends Typing> {
  private open: { readonly person: Person; readonly from: Date; until: Date; bytes: number } | null = null;
  private readonly batches: TypedBatches;
  private readonly alarm: Alarm;

  constructor(private readonly options: TypingAccountOptions<Person>) {
    const { clock, date, offset } = options;
    this.batches = new TypedBatches(clock, date, offset);
    this.alarm = new Alarm(clock);
  }

  typed(person: Person, bytes: Uint8Array): void {
    const at = this.options.date();
    if (this.open?.person !== person) {
      this.settle();
      this.open = { person, from: at, until: at, bytes: 0 };
      this.alarm.set(EVERY_MS, () => this.settle());
    }
    this.open.bytes += bytes.length;
    this.open.until = at;
    if (person.keepTyped !== null) this.batches.typed(person.keepTyped, bytes);
  }

  /** Writes down what is not written yet. */
  settle(): void {
    this.batches.settle();
    this.alarm.clear();
    const { open } = this;
    this.open = null;
    if (open === null) return;
    const { person, bytes, from, until } = open;
    this.options.write(person, `${bytes} bytes, ${from.toISOString()} to ${until.toISOString()}`);
  }
}
