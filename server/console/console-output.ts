import { CONSOLE_REPLAY_BYTES, type ConsoleState } from "@/lib/contracts/console";
import type { HostRecording, NewMark } from "@/server/recording/recording";
import { Alarm, type HubClock } from "./hub-clock";
import { OutputHistory } from "./output-history";

export interface ConsoleOutputOptions {
  /** Opens the host's recording. */
  readonly openRecording: () => Promise<HostRecording>;
  readonly clock: HubClock;
  /** Wall clock, for what people see. */
  readonly date: () => Date;
  readonly onError: (error: unknown) => void;
}

export interface ConsoleOutputEvents {
  /** Whether the output is kept has changed, or why it is not. */
  recording(): void;
  /** `history` is another one: it goes on where the recording ended. */
  replaced(): void;
}

type RecordingState = ConsoleState["recording"];

/** So often a recording that could not be opened is tried again. */
const RETRY_MS = 30_000;

/** What a host printed: the end of it in memory for whoever joins, and all of it in the recording where that is wanted. */
export class ConsoleOutput {
  private latest = new OutputHistory(CONSOLE_REPLAY_BYTES);
  private recording: HostRecording | null = null;
  private failure: string | null = null;
  private wanted = false;
  private told: RecordingState = { on: false, alarm: null };
  private turn: Promise<void> = Promise.resolve();
  private readonly retry: Alarm;

  constructor(
    private readonly options: ConsoleOutputOptions,
    private readonly events: ConsoleOutputEvents,
  ) {
    this.retry = new Alarm(options.clock);
  }

  get history(): OutputHistory {
    return this.latest;
  }

  get state(): RecordingState {
    if (this.recording === null) return { on: false, alarm: this.failure };
    const { recording: on, alarm } = this.recording.info;
    return { on, alarm };
  }

  append(bytes: Buffer): void {
    this.latest.append(bytes);
    this.recording?.append(bytes);
  }

  mark(mark: NewMark): void {
    this.show(mark);
    this.recording?.mark(mark);
  }

  /** From now on all of it is kept, or no longer. Resolves when that is so, or cannot be; never rejects. */
  keep(wanted: boolean): Promise<void> {
    this.wanted = wanted;
    this.turn = this.turn.then(() => this.follow());
    return this.turn;
  }

  /** Whether the output is kept may have changed, or why it is not. */
  tell(): void {
    const now = this.state;
    const { on, alarm } = this.told;
    if (now.on === on && now.alarm === alarm) return;
    this.told = now;
    // The recording has marks of its own for it.
    if (now.alarm !== null) this.show({ kind: "recording-stopped", text: now.alarm, bytes: null });
    else if (alarm !== null) this.show({ kind: "recording-resumed", text: "", bytes: null });
    this.events.recording();
  }

  private async follow(): Promise<void> {
    this.retry.clear();
    if (this.wanted && this.recording === null) await this.begin();
    else if (!this.wanted) await this.end();
    this.tell();
  }

  private async begin(): Promise<void> {
    const { openRecording, onError } = this.options;
    try {
      const recording = await openRecording();
      this.latest = await lastOf(recording).catch((error: unknown) => {
        onError(error);
        return recordedHistory(recording.end);
      });
      this.recording = recording;
      this.failure = null;
      this.events.replaced();
      // What was printed since it was closed is not in it.
      if (recording.end > 0) this.mark({ kind: "recording-resumed", text: "", bytes: null });
    } catch (error) {
      onError(error);
      this.failure = "The recording cannot be opened";
      this.retry.set(RETRY_MS, () => void this.keep(this.wanted));
    }
  }

  private async end(): Promise<void> {
    const { recording } = this;
    if (recording !== null && recording.end > 0) {
      this.mark({ kind: "recording-stopped", text: "", bytes: null });
    }
    this.recording = null;
    this.failure = null;
    await recording?.close().catch(this.options.onError);
  }

  private show(mark: NewMark): void {
    this.latest.mark({ ...mark, offset: this.latest.end, at: this.options.date().toISOString() });
  }
}

/** The end of a recording, to go on from. What cannot be read in one piece up to the end is left out. */
async function lastOf(recording: HostRecording): Promise<OutputHistory> {
  const { start, end } = recording;
  let history = recordedHistory(Math.max(start, end - CONSOLE_REPLAY_BYTES));
  for await (const stretch of recording.stretches(history.end, end)) {
    if (stretch.from !== history.end) history = recordedHistory(stretch.from);
    history.append(stretch.bytes);
    for (const mark of stretch.marks) history.mark(mark);
  }
  return history.end === end ? history : recordedHistory(end);
}

/** A recording counts on where it ended, whichever engine writes it. */
const recordedHistory = (from: number) => new OutputHistory(CONSOLE_REPLAY_BYTES, from, "recorded");
