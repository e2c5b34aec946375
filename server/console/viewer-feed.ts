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

/**
 * Feeds one viewer from the history, at the viewer's own pace: replay and live are the same. A viewer that falls
 * behind is not fed until it has caught up; what left the history meanwhile is marked as skipped.
 */
export class ViewerFeed {
  private cursor: number;
  private nextMark = 0;
  private stalledSince: number | null = null;
  private stopped = false;
  private readonly alarm: Alarm;
  private readonly gathering: Alarm;

  constructor(
    private readonly connection: ViewerConnection,
    private readonly history: OutputHistory,
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
      if (this.cursor === this.history.end) return;
      const until = next === null ? FRAME_BYTES : Math.min(FRAME_BYTES, next.mark.offset - this.cursor);
      const bytes = this.history.read(this.cursor, until);
      this.connection.output(this.cursor, bytes);
      this.cursor += bytes.length;
    }
    this.stalledSince = this.clock.now();
    this.look(this.stalledSince);
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
