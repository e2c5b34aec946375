import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConsolePolicy, defaultConsolePolicy } from "@/lib/contracts/recording";
import type { ConsoleSegmentRow, ConsoleSegmentStore } from "@/server/database/console-segment-store";
import type { SegmentKey, SegmentTrigramStore } from "@/server/database/segment-trigram-store";
import type { FileHostRecording } from "../host-recording";
import type { HostRecording } from "../recording";
import type { RecordingClock } from "../recording-clock";
import { type AppendFile, diskFiles, type RecordingFiles } from "../recording-files";
import { createRecordings, type FileRecordings } from "../recordings";

/** Moves only when told to; wall clock and timers together. */
export class ManualClock implements RecordingClock {
  private timers: { readonly at: number; readonly callback: () => void }[] = [];
  private wrong = 0;
  private time = Date.UTC(2026, 10, 22, 3, 0, 0);

  now(): number {
    return this.time;
  }

  readonly date = () => new Date(this.time - this.wrong);

  /** The wall clock only. */
  setBack(ms: number): void {
    this.wrong += ms;
  }

  setTimeout(callback: () => void, delayMs: number): { readonly timer: unknown } {
    const timer = { at: this.time + delayMs, callback };
    this.timers.push(timer);
    return { timer };
  }

  clearTimeout({ timer }: { readonly timer: unknown }): void {
    this.timers = this.timers.filter((candidate) => candidate !== timer);
  }

  forgetTimers(): void {
    this.timers = [];
  }

  advance(ms: number): void {
    const until = this.time + ms;
    for (;;) {
      const [due] = this.timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (due === undefined) break;
      this.timers = this.timers.filter((timer) => timer !== due);
      this.time = Math.max(this.time, due.at);
      due.callback();
    }
    this.time = until;
  }
}

export class MemorySegmentStore implements ConsoleSegmentStore {
  readonly rows = new Map<string, ConsoleSegmentRow>();
  puts = 0;
  works = true;

  async list(hostId: string): Promise<ConsoleSegmentRow[]> {
    this.check();
    return [...this.rows.values()].filter((row) => row.hostId === hostId).sort((a, b) => a.number - b.number);
  }

  async find(): Promise<ConsoleSegmentRow[]> {
    this.check();
    return [...this.rows.values()].sort(
      (a, b) => b.lastAt.getTime() - a.lastAt.getTime() || b.number - a.number,
    );
  }

  async put(row: ConsoleSegmentRow): Promise<void> {
    this.check();
    this.puts += 1;
    this.rows.set(`${row.hostId}/${row.number}`, row);
  }

  async remove(hostId: string, numbers: readonly number[]): Promise<void> {
    this.check();
    for (const number of numbers) this.rows.delete(`${hostId}/${number}`);
  }

  async removeAll(hostId: string): Promise<void> {
    for (const row of await this.list(hostId)) await this.remove(hostId, [row.number]);
  }

  private check(): void {
    if (!this.works) throw new Error("The database does not answer");
  }
}

export class MemoryTrigramStore implements SegmentTrigramStore {
  readonly rows = new Map<string, ReadonlySet<number>>();
  works = true;

  async known(hostId: string): Promise<number[]> {
    this.check();
    return this.keys().flatMap((key) => (key.hostId === hostId ? key.number : []));
  }

  async put({ hostId, number }: SegmentKey, trigrams: readonly number[]): Promise<void> {
    this.check();
    this.rows.set(`${hostId}/${number}`, new Set(trigrams));
  }

  async remove({ hostId, number }: SegmentKey): Promise<void> {
    this.check();
    this.rows.delete(`${hostId}/${number}`);
  }

  async without(trigrams: readonly number[]): Promise<SegmentKey[]> {
    this.check();
    return this.keys().filter(({ hostId, number }) => {
      const known = this.rows.get(`${hostId}/${number}`);
      return trigrams.some((trigram) => !known?.has(trigram));
    });
  }

  private keys(): SegmentKey[] {
    return [...this.rows.keys()].map((name) => {
      const [hostId = "", number] = name.split("/");
      return { hostId, number: Number(number) };
    });
  }

  private check(): void {
    if (!this.works) throw new Error("The database does not answer");
  }
}

/** The real disk, which fails when told to. */
export class FailingFiles implements RecordingFiles {
  /** Code of the error every write gives; null when it works. */
  failure: "ENOSPC" | "EIO" | "EROFS" | null = null;
  /** Bytes of a failing write that reach the disk all the same. */
  written = 0;
  free = 1024 ** 4;
  size = 1024 ** 4;
  private readonly open = new Set<AppendFile>();

  async openAppend(path: string) {
    this.check();
    const file = await diskFiles.openAppend(path);
    this.open.add(file);
    const write = async (bytes: Buffer) => {
      if (this.failure !== null) await file.write(bytes.subarray(0, this.written));
      this.check();
      await file.write(bytes);
    };
    const close = async () => {
      this.open.delete(file);
      await file.close();
    };
    return { ...file, write, close };
  }

  /** As the system does for a process that is gone. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.open].map((file) => file.close()));
    this.open.clear();
  }

  async space() {
    return { free: this.free, size: this.size };
  }

  private check(): void {
    if (this.failure !== null) throw Object.assign(new Error(this.failure), { code: this.failure });
  }
}

/** Recordings in a temporary folder, on a clock that stands still. */
export class RecordingBench {
  readonly clock = new ManualClock();
  readonly store = new MemorySegmentStore();
  readonly trigrams = new MemoryTrigramStore();
  readonly files = new FailingFiles();
  readonly alarms: (string | null)[] = [];
  readonly errors: unknown[] = [];
  policyKnown = true;
  policy: ConsolePolicy = { ...defaultConsolePolicy, record: true };
  private recordings: FileRecordings | null = null;

  /** In this folder; in one of its own without. */
  constructor(private folder: string | null = null) {}

  /** One engine's; made when first asked for. */
  async all(): Promise<FileRecordings> {
    this.folder ??= await mkdtemp(join(tmpdir(), "lightsout-recording-"));
    this.recordings ??= await createRecordings({
      folder: this.folder,
      segments: this.store,
      trigrams: this.trigrams,
      policyOf: () => (this.policyKnown ? this.policy : null),
      clock: this.clock,
      date: this.clock.date,
      files: this.files,
      onAlarm: (_hostId, alarm) => this.alarms.push(alarm),
      onError: (error) => this.errors.push(error),
    });
    return this.recordings;
  }

  async open(hostId = "h"): Promise<FileHostRecording> {
    return (await this.all()).open(hostId);
  }

  /** The engine ends in good order. */
  async stop(): Promise<void> {
    await this.recordings?.close();
    this.recordings = null;
  }

  /** The engine is gone without a word: what was written stays, nothing else happens. */
  async crash(): Promise<void> {
    // There is no process to end: what it does beside writing must not go on in the next one's files.
    this.clock.forgetTimers();
    await this.recordings?.compressed();
    this.recordings = null;
    await this.files.closeAll();
  }

  /** As long as it takes until everything appended is written. */
  async written(recording: FileHostRecording): Promise<void> {
    this.clock.advance(550);
    await recording.settled();
  }

  path(...names: string[]): string {
    return join(this.folder ?? "", ...names);
  }

  async names(hostId = "h"): Promise<string[]> {
    return (await readdir(this.path(hostId))).sort();
  }

  async remove(): Promise<void> {
    await this.stop();
    if (this.folder !== null) await rm(this.folder, { recursive: true, force: true });
  }
}

/** All of it, as one. */
export async function bytesOf(recording: HostRecording): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const { bytes } of recording.stretches(recording.start, recording.end)) pieces.push(bytes);
  return Buffer.concat(pieces);
}

/** Bytes that no two places share. */
export function patterned(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length);
  for (let i = 0, state = seed; i < length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    bytes[i] = state >> 16;
  }
  return bytes;
}
