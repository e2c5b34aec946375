import { stat } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RecordingBench } from "./testing/recording-bench";

const MEBIBYTE = 1024 * 1024;
const ascii = (text: string) => Buffer.from(text, "ascii");

let bench: RecordingBench;
beforeEach(() => {
  bench = new RecordingBench();
});
afterEach(() => bench.remove());

describe("a disk", () => {
  it.each(["ENOSPC", "EIO", "EROFS"] as const)(
    "that fails with %s stops recording with an alarm, nothing else",
    async (failure) => {
      const recording = await bench.open();
      recording.append(ascii("kept "));
      await bench.written(recording);
      bench.files.failure = failure;
      bench.files.written = 3;
      recording.append(ascii("lost "));
      await bench.written(recording);
      recording.append(ascii("too "));
      recording.mark({ kind: "power", text: "Power off", bytes: null });
      expect(recording.end).toBe(14);
      expect(recording.info).toMatchObject({ recording: false, until: 14 });
      expect(recording.info.alarm).not.toBeNull();
      expect(await recording.read(6, 100)).toMatchObject({ from: 14, bytes: Buffer.alloc(0) });
      expect((await recording.read(6, 100)).marks.map(({ kind }) => kind)).toEqual(["power"]);
      bench.clock.advance(30_000);
      await recording.settled();
      expect(bench.alarms.at(-1)).not.toBeNull();
      expect(bench.alarms).toHaveLength(1);
      bench.files.failure = null;
      bench.clock.advance(30_000);
      await recording.settled();
      recording.append(ascii("again"));
      await bench.written(recording);
      expect(bench.alarms.at(-1)).toBeNull();
      expect(recording.info).toMatchObject({ recording: true, alarm: null });
      const marks = await recording.marks(0, 100, 10);
      expect(marks.map(({ kind, offset, bytes }) => [kind, offset, bytes])).toEqual([
        ["recording-stopped", 5, null],
        ["power", 14, null],
        ["recording-resumed", 14, 9],
      ]);
      expect((await recording.read(0, 100)).bytes.toString()).toBe("kept ");
      expect(await recording.read(7, 100)).toMatchObject({ from: 14, bytes: ascii("again") });
      await bench.stop();
      expect((await (await bench.open()).marks(0, 100, 10)).length).toBe(3);
      expect((await (await bench.all()).verify("h")).broken).toBeNull();
    },
  );

  it("is not filled to the brim: the database needs the rest", async () => {
    const recording = await bench.open();
    bench.files.free = 64 * MEBIBYTE;
    recording.append(ascii("x"));
    await bench.written(recording);
    expect(recording.info.alarm).toBe("The disk is full");
    expect(await stat(bench.path("h")).catch(() => null)).toBeNull();
  });

  it("that is small is not given up for the sake of a large disk's reserve", async () => {
    const recording = await bench.open();
    bench.files.size = 32 * MEBIBYTE;
    bench.files.free = 30 * MEBIBYTE;
    recording.append(ascii("kept"));
    await bench.written(recording);
    expect(recording.info.alarm).toBeNull();
    bench.files.free = MEBIBYTE;
    bench.clock.advance(5000);
    recording.append(ascii("not kept"));
    await bench.written(recording);
    expect(recording.info.alarm).toBe("The disk is full");
  });

  it("that takes nothing for long costs no more memory than 2 MiB", async () => {
    const recording = await bench.open();
    for (let i = 0; i < 40; i++) recording.append(Buffer.alloc(MEBIBYTE / 8));
    expect(recording.info.alarm).toBe("The disk is too slow");
    expect(recording.end).toBe(5 * MEBIBYTE);
    expect((await recording.read(0, 1)).from).toBe(5 * MEBIBYTE);
  });

  it("goes on when the database does not answer, and the rows follow", async () => {
    const recording = await bench.open();
    bench.store.works = false;
    recording.append(ascii("kept"));
    await bench.written(recording);
    expect(recording.info.alarm).toBeNull();
    bench.store.works = true;
    bench.clock.advance(10_000);
    recording.append(ascii("!"));
    await bench.written(recording);
    await bench.stop();
    expect(bench.store.rows.get("h/1")).toMatchObject({ from: 0, until: 5, closedAt: null });
  });
});
