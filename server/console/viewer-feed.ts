import type { ConsoleServerMessage } from "@/lib/contracts/console";
import { Alarm, type HubClock } from "./hub-clock";
import type { OutputHistory } from "./output-history";

/** The way to one viewer's screen. */
export interface ViewerConnection {
  message(message: ConsoleServerMessage): void;
  /** `offset` is that of the first byte in the host's output. */
  output(offset: number, bytes: Buffer): void;
  /** Bytes handed over and not yet taken by the network. */
  readonly buffered: number;
  close(reason: ViewerEnd): void;
}

export type ViewerEnd = "stalled" | "removed" | "shutdown";

const FRAME_BYTES = 32 * 1024;
const STOP_ABOVE_BYTES = 1024 * 1024;
const RESUME_BELOW_BYTES = 256 * 1024;
const LOOK_MS = 250;
const STALLED_MS = 30_000;
/** A frame costs both ends more than its bytes: after one, so long is gathered what goes into the next. */
const GATHER_MS = 5;

/** Where the same output is counted anew. */
interface Successor {
  readonly history: OutputHistory;
  readonly cursor: number;
  readonly nextMark: number;
  readonly greet: () => void;
}

/**
 * Feeds one viewer from the history, at the viewer's own pace: replay and live are the same. A viewer that falls
 * behind is not fed until it has caught up; what left the history meanwhile is marked as skipped.
 */
export class ViewerFeed {
  private cursor: number;
  private nextMark = 0;
  /** What is fed when all of `history` was. */
  private readonly successors: Successor[] = [];
  private stalledSince: number | null = null;
  private stopped = false;
  private readonly alarm: Alarm;
  private readonly gathering: Alarm;

  constructor(
    private readonly connection: ViewerConnection,
    private history: OutputHistory,
    private readonly clock: HubClock,
  ) {
    this.cursor = history.start;
    this.alarm = new Alarm(clock);
    this.gathering = new Alarm(clock);
  }

  /** Sends what the viewer does not have yet, as far as it takes it: at once after a silence or with a mark, gathered in a stream. */
  pump(): void {
    if (this.stopped || this.stalledSince !== null) return;
    if (this.gathering.isSet && this.canWait) return;
    const before = this.cursor;
    this.send();
    if (this.cursor !== before && this.stalledSince === null) {
      this.gathering.set(GATHER_MS, () => this.pump());
    }
  }

  /**
   * The output goes on in `history`, counted anew. When all of the one before was sent, `greet` is called and what is printed from now on
   * follows; whoever has seen nothing yet gets all there is.
   */
  goOn(history: OutputHistory, greet: (from: number, replayUntil: number) => void): void {
    const last = this.successors.at(-1)?.history ?? this.history;
    const sawNothing = last.start === last.end;
    const { start, end: replayUntil } = history;
    const cursor = sawNothing ? start : replayUntil;
    const nextMark = sawNothing ? 0 : history.nextMark;
    this.successors.push({ history, cursor, nextMark, greet: () => greet(cursor, replayUntil) });
    this.pump();
  }

  private get canWait(): boolean {
    const { history } = this;
    return history.end - this.cursor < FRAME_BYTES && history.markFrom(this.nextMark) === null;
  }

  private send(): void {
    this.resync();
    while (this.connection.buffered <= STOP_ABOVE_BYTES) {
      const next = this.history.markFrom(this.nextMark);
      if (next !== null && next.mark.offset <= this.cursor) {
        this.nextMark = next.number + 1;
        this.connection.message({ type: "mark", ...next.mark });
        continue;
      }
      if (this.cursor === this.history.end) {
        if (!this.succeed()) return;
        continue;
      }
      const until = next === null ? FRAME_BYTES : Math.min(FRAME_BYTES, next.mark.offset - this.cursor);
      const bytes = this.history.read(this.cursor, until);
      this.connection.output(this.cursor, bytes);
      this.cursor += bytes.length;
    }
    this.stalledSince = this.clock.now();
    this.look(this.stalledSince);
  }

  /** False when there is no other history to go on with. */
  private succeed(): boolean {
    const next = this.successors.shift();
    if (next === undefined) return false;
    this.history = next.history;
    this.cursor = next.cursor;
    this.nextMark = next.nextMark;
    next.greet();
    this.resync();
    return true;
  }

  /** Everything but output. A viewer that reads nothing gets nothing more. */
  message(message: ConsoleServerMessage): void {
    if (this.connection.buffered <= 2 * STOP_ABOVE_BYTES) this.connection.message(message);
  }

  stop(): void {
    this.alarm.clear();
    this.gathering.clear();
    this.stopped = true;
  }

  private look(since: number): void {
    this.alarm.set(LOOK_MS, () => {
      if (this.connection.buffered < RESUME_BELOW_BYTES) {
        this.stalledSince = null;
        this.pump();
      } else if (this.clock.now() - since >= STALLED_MS) {
        this.connection.close("stalled");
      } else {
        this.look(since);
      }
    });
  }

  private resync(): void {
    const { start } = this.history;
    if (this.cursor >= start) return;
    this.connection.message({
      type: "mark",
      offset: start,
      at: new Date().toISOString(),
      kind: "skipped",
      text: "",
      bytes: start - this.cursor,
    });
    this.cursor = start;
  }
}
