import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubBench } from "./testing/hub-bench";

const KIB = 1024;
const ascii = (text: string) => Buffer.from(text, "ascii");
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const MINUTE = 60_000;

let bench: HubBench;
beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  bench = new HubBench();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a recorded console", () => {
  it("is held without a viewer, for ever", async () => {
    bench.policy({ record: true });
    await pass(250);
    bench.stream.events.data(ascii("boot"));
    const a = await bench.viewer("a");
    a.actions.detach();
    await pass(60 * MINUTE);
    bench.stream.events.data(ascii("ing"));
    expect(bench.stream.closed).toBe(false);
    expect(bench.attempts.length).toBe(1);
    expect(bench.recordings.of("h").bytes.toString()).toBe("booting");
  });

  it("shows the last screen at once after a restart of the engine, at the offsets it had", async () => {
    const printed = Buffer.alloc(300 * KIB, "0123456789abcdef");
    bench.recordings.left("h", 1_000_000, printed);
    bench.policy({ record: true });
    const a = await bench.viewer("a", false);
    const end = 1_000_000 + 300 * KIB;
    expect(a.messages[0]).toMatchObject({ type: "hello", from: end - 256 * KIB, replayUntil: end });
    expect(a.frames[0]?.offset).toBe(end - 256 * KIB);
    expect(a.bytes.equals(printed.subarray(-256 * KIB))).toBe(true);
    await pass(5);
    bench.stream.events.data(ascii("live"));
    expect(a.frames.at(-1)).toEqual({ offset: end, bytes: ascii("live") });
  });

  it("is heard by whoever looks for something in it, live output only, with its offset", async () => {
    bench.recordings.left("h", 10, ascii("before"));
    bench.policy({ record: true });
    await pass(250);
    bench.stream.events.data(ascii("EDAC "));
    bench.stream.events.data(ascii("CE"));
    expect(bench.overheard).toEqual(["h 16 EDAC ", "h 21 CE"]);
  });

  it("replays marks that were kept at their place", async () => {
    const recording = bench.recordings.left("h", 10, ascii("abcdef"));
    recording.kept.push({ offset: 13, at: new Date(0).toISOString(), kind: "gap", text: "", bytes: 7 });
    bench.policy({ record: true });
    const a = await bench.viewer("a");
    expect(a.marks).toEqual([
      { offset: 13, kind: "gap", bytes: 7 },
      { offset: 16, kind: "recording-resumed", bytes: null },
    ]);
    expect(a.frames.map(({ offset, bytes }) => [offset, bytes.toString()])).toEqual([
      [10, "abc"],
      [13, "def"],
    ]);
  });

  it("has marks where it ceased to be kept and where it went on", async () => {
    bench.policy({ record: true });
    await pass(250);
    bench.stream.events.data(ascii("abc"));
    await bench.hub.close();
    const recording = bench.recordings.of("h");
    const next = new HubBench(bench.recordings);
    next.policy({ record: true });
    await pass(250);
    next.stream.events.data(ascii("def"));
    expect(recording.kept.map(({ offset, kind }) => [offset, kind])).toEqual([
      [3, "recording-stopped"],
      [3, "recording-resumed"],
    ]);
    expect(recording.bytes.toString()).toBe("abcdef");
  });

  it("goes on at the right offset where the recording's end cannot be read", async () => {
    const recording = bench.recordings.left("h", 0, ascii("abcdef"));
    recording.stretches = () => ({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error("EIO")) }),
    });
    bench.policy({ record: true });
    const a = await bench.viewer("a");
    bench.stream.events.data(ascii("g"));
    expect(a.frames).toEqual([{ offset: 6, bytes: ascii("g") }]);
    expect(bench.errors.length).toBe(1);
  });

  it("keeps the marks of the link, of people and of others", async () => {
    bench.policy({ record: true });
    await bench.viewer("a");
    bench.stream.events.data(ascii("abc"));
    bench.stream.events.mark("gap");
    bench.hub.note("h", { kind: "power", text: "reset", bytes: null });
    const kept = bench.recordings.of("h").kept.map(({ offset, kind, text }) => [offset, kind, text]);
    expect(kept).toEqual([
      [0, "joined", "a@example.test"],
      [0, "writer", "a@example.test"],
      [3, "gap", ""],
      [3, "power", "reset"],
    ]);
  });

  it("says whether it is kept, and why not when that changes", async () => {
    const a = await bench.viewer("a");
    expect(a.state?.recording).toEqual({ on: false, alarm: null });
    bench.policy({ record: true });
    await pass(250);
    expect(a.state?.recording).toEqual({ on: true, alarm: null });
    const recording = bench.recordings.of("h");
    recording.alarm = "The disk is full";
    bench.hub.recordingChanged("h");
    bench.stream.events.data(ascii("x"));
    expect(a.state?.recording).toEqual({ on: false, alarm: "The disk is full" });
    expect(a.text).toBe("x");
    recording.alarm = null;
    bench.hub.recordingChanged("h");
    bench.hub.recordingChanged("h");
    expect(a.state?.recording).toEqual({ on: true, alarm: null });
    expect(a.marks).toEqual([
      { offset: 0, kind: "recording-stopped", bytes: null },
      { offset: 1, kind: "recording-resumed", bytes: null },
    ]);
    expect(recording.kept.map(({ kind }) => kind)).toEqual([]);
  });

  it("is a console all the same when the recording cannot be opened, which is tried again", async () => {
    bench.recordings.failure = new Error("EACCES");
    bench.policy({ record: true });
    const a = await bench.viewer("a");
    bench.stream.events.data(ascii("not kept"));
    expect(a.text).toBe("not kept");
    expect(a.state?.recording.alarm).toBe("The recording cannot be opened");
    bench.recordings.failure = null;
    await pass(30_000);
    bench.stream.events.data(ascii("kept"));
    expect(a.state?.recording).toEqual({ on: true, alarm: null });
    expect(bench.recordings.of("h").bytes.toString()).toBe("kept");
  });

  it("does not wait for a disk that does not answer", async () => {
    bench.recordings.hangs = true;
    bench.policy({ record: true });
    const attaching = bench.viewer("a");
    await pass(4000);
    const a = await attaching;
    bench.stream.events.data(ascii("seen"));
    expect(a.text).toBe("seen");
  });

  it("that the BMC refuses is tried again every ten minutes", async () => {
    bench.policy({ record: true });
    bench.failure = "console-disabled";
    await pass(31 * MINUTE);
    expect(bench.attempts.length).toBe(4);
    bench.failure = null;
    await pass(24 * 60 * MINUTE);
    expect(bench.attempts.length).toBe(5);
  });

  it("whose login is refused is tried again only when others of us are logged in, once a minute", async () => {
    bench.policy({ record: true });
    bench.failure = "bad-password";
    await pass(60 * MINUTE);
    expect(bench.attempts.length).toBe(1);
    bench.hub.loginWorks("h");
    await pass(1000);
    bench.hub.loginWorks("h");
    await pass(1000);
    expect(bench.attempts.length).toBe(2);
    bench.failure = null;
    await pass(MINUTE);
    bench.hub.loginWorks("h");
    await pass(1000);
    bench.hub.loginWorks("h");
    await pass(MINUTE);
    expect(bench.attempts.length).toBe(3);
    expect(bench.stream.closed).toBe(false);
  });

  it("goes on for those who watch when the policy changes, counted from where the recording ended", async () => {
    const recording = bench.recordings.left("h", 100, ascii("old"));
    recording.kept.push({ offset: 103, at: new Date(0).toISOString(), kind: "overrun", text: "", bytes: 7 });
    const a = await bench.viewer("a");
    bench.stream.events.data(ascii("unkept"));
    bench.policy({ record: true });
    await pass(250);
    bench.stream.events.data(ascii("new"));
    await pass(5);
    expect(a.messages.filter(({ type }) => type === "hello").slice(1)).toEqual([
      {
        type: "hello",
        viewerId: "a",
        canWrite: true,
        from: 103,
        replayUntil: 103,
        output: "recorded",
        continues: true,
      },
    ]);
    expect(a.frames.map(({ offset, bytes }) => [offset, bytes.toString()])).toEqual([
      [0, "unkept"],
      [103, "new"],
    ]);
    expect(a.marks).toEqual([{ offset: 103, kind: "recording-resumed", bytes: null }]);
  });

  it("shows what was kept to those who have seen nothing yet when the policy changes", async () => {
    bench.recordings.left("h", 100, ascii("old"));
    const a = await bench.viewer("a");
    bench.policy({ record: true });
    await pass(250);
    expect(a.messages).toContainEqual({
      type: "hello",
      viewerId: "a",
      canWrite: true,
      from: 100,
      replayUntil: 103,
      output: "recorded",
      continues: true,
    });
    expect(a.frames).toEqual([{ offset: 100, bytes: ascii("old") }]);
  });

  it("leaves nothing out for a slow viewer when the policy changes", async () => {
    bench.recordings.left("h", 100, ascii("old"));
    const a = await bench.viewer("a");
    a.buffered = 2 * KIB * KIB;
    bench.stream.events.data(ascii("unkept"));
    bench.policy({ record: true });
    await pass(250);
    bench.stream.events.data(ascii("new"));
    expect(a.frames).toEqual([]);
    a.buffered = 0;
    await pass(250);
    expect(a.frames.map(({ offset, bytes }) => [offset, bytes.toString()])).toEqual([
      [0, "unkept"],
      [103, "new"],
    ]);
  });

  it("is let go 30 s after the policy says so, unless somebody watches", async () => {
    bench.policy({ record: true });
    await pass(250);
    bench.policy({ record: false });
    await pass(29_000);
    expect(bench.stream.closed).toBe(false);
    bench.stream.events.data(ascii("not kept"));
    await pass(1000);
    expect(bench.stream.closed).toBe(true);
    expect(bench.recordings.of("h").bytes.length).toBe(0);
    expect(bench.recordings.of("h").open).toBe(false);
  });

  it("is closed, file and link, when the host is removed and when the engine stops", async () => {
    bench.policy({ record: true }, ["h", "i"]);
    await pass(500);
    await bench.hub.remove("h");
    expect(bench.recordings.of("h").open).toBe(false);
    expect(bench.recordings.of("i").open).toBe(true);
    await bench.hub.close();
    expect(bench.recordings.of("i").open).toBe(false);
    expect(bench.streams.every(({ closed }) => closed)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a thousand recorded consoles", () => {
  const hosts = Array.from({ length: 1000 }, (_, i) => `h${i}`);

  it("are opened a few at a time", async () => {
    bench.hangs = true;
    bench.policy({ record: true }, hosts);
    await pass(9000);
    expect(bench.attempts.length).toBe(16);
    await pass(3000);
    expect(bench.attempts.length).toBe(32);
  });

  it("are all opened in time, each once", async () => {
    bench.policy({ record: true }, hosts);
    await pass(MINUTE);
    expect(new Set(bench.attempts.map(({ hostId }) => hostId)).size).toBe(1000);
    expect(bench.attempts.length).toBe(1000);
  });

  it("do not wait for each other when somebody wants to see one", async () => {
    bench.hangs = true;
    bench.policy({ record: true }, [...hosts, "h"]);
    await bench.viewer("a");
    expect(bench.attempts.map(({ hostId }) => hostId)).toEqual(["h"]);
  });
});

describe("the policy of a host", () => {
  it("is its own word, then its first tag's in the list, then the default", () => {
    bench.hub.setPolicies(
      {
        default: {
          record: false,
          keepDays: 1,
          keepMebibytes: 8,
          idleMinutes: 1,
          reclaim: false,
        },
        tags: [
          { tag: "db", policy: { keepDays: 2, idleMinutes: 2 } },
          { tag: "rack-1", policy: { keepDays: 3, reclaim: true } },
        ],
        hosts: [{ hostId: "own", policy: { idleMinutes: 4 } }],
      },
      [
        { id: "own", tags: ["rack-1", "db"] },
        { id: "tagged", tags: ["rack-1"] },
      ],
    );
    expect(bench.hub.policyOf("own")).toMatchObject({ keepDays: 2, idleMinutes: 4, reclaim: false });
    expect(bench.hub.policyOf("tagged")).toMatchObject({ keepDays: 3, idleMinutes: 1, reclaim: true });
    expect(bench.hub.policyOf("another")).toBe(null);
  });
});
