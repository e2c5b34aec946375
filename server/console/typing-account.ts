import { Alarm, type HubClock } from "./hub-clock";

/** So often a writer's typing is written down, at most. */
const EVERY_MS = 60_000;

/** Says who typed when and how many bytes, never what: a row when a writer's turn ends, and one a minute while it lasts. */
export class TypingAccount<Person> {
  private open: { readonly person: Person; readonly from: Date; until: Date; bytes: number } | null = null;
  private readonly alarm: Alarm;

  constructor(
    clock: HubClock,
    private readonly date: () => Date,
    private readonly write: (person: Person, detail: string) => void,
  ) {
    this.alarm = new Alarm(clock);
  }

  typed(person: Person, bytes: number): void {
    const at = this.date();
    if (this.open?.person !== person) {
      this.settle();
      this.open = { person, from: at, until: at, bytes: 0 };
      this.alarm.set(EVERY_MS, () => this.settle());
    }
    this.open.bytes += bytes;
    this.open.until = at;
  }

  /** Writes down what is not written yet. */
  settle(): void {
    this.alarm.clear();
    const { open } = this;
    this.open = null;
    if (open === null) return;
    const { person, bytes, from, until } = open;
    this.write(person, `${bytes} bytes, ${from.toISOString()} to ${until.toISOString()}`);
  }
}
