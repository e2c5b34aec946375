import type { ConsoleMark } from "@/lib/contracts/recording";
import { Alarm, type HubClock } from "./hub-clock";

/** Marks of a kind that stand at their places, in a second. */
const EACH = 5;
const TOGETHER_MS = 1_000;

type Kind = ConsoleMark["kind"];

/**
 * Where output is missing. A BMC that loses some of it before every packet, or says so, would make thousands of marks a minute, and
 * keeping them would cost more than the output: after some in a second the rest are one mark at its end, which says how many.
 */
export class LossMarks {
  private readonly counts = new Map<Kind, number>();
  private readonly end: Alarm;

  constructor(
    clock: HubClock,
    private readonly mark: (kind: Kind, text: string) => void,
  ) {
    this.end = new Alarm(clock);
  }

  lost(kind: Kind): void {
    if (!this.end.isSet) this.end.set(TOGETHER_MS, () => this.flush());
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    if (count <= EACH) this.mark(kind, "");
  }

  /** Marks what is still to be marked. */
  flush(): void {
    this.end.clear();
    for (const [kind, count] of this.counts) {
      if (count > EACH) this.mark(kind, `${count - EACH} more times since the mark before`);
    }
    this.counts.clear();
  }
}
