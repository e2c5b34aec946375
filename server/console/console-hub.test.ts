import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubBench } from "./testing/hub-bench";

const KIB = 1024;
/** In a stream of output, a frame is sent this long after the last. */
const GATHERED_MS = 5;
const ascii = (text: string) => Buffer.from(text, "ascii");
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

let bench: HubBench;
beforeEach(() => {
  vi.useFakeTimers();
  bench = new HubBench();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("watching", () => {
  it("opens one stream for many viewers and shows all of them the same bytes", async () => {
    const [a, b] = [await bench.viewer("a"), await bench.viewer("b", false)];
    bench.stream.events.data(ascii("login: "));
    expect([a.text, b.text]).toEqual(["login: ", "login: "]);
    expect(bench.attempts.length).toBe(1);
    expect(a.states).toEqual(["closed", "connecting", "open"]);
  });

  it("replays what was printed before, with absolute offsets, then goes on live", async () => {
    await bench.viewer("a");
    bench.stream.events.data(ascii("one "));
    const b = await bench.viewer("b");
    await pass(GATHERED_MS);
    bench.stream.events.data(ascii("two"));
    expect(b.messages[0]).toEqual({
      type: "hello",
      viewerId: "b",
      canWrite: true,
      from: 0,
      replayUntil: 4,
      output: expect.any(String),
    });
    expect(b.frames.map(({ offset, bytes }) => [offset, bytes.toString()])).toEqual([
      [0, "one "],
      [4, "two"],
    ]);
  });

  it("gets a stream in few frames: the first bytes at once, the rest together, a mark without delay", async () => {
    const a = await bench.viewer("a");
    for (const piece of ["1", "2", "3"]) bench.stream.events.data(ascii(piece));
    expect(a.text).toBe("1");
    await pass(GATHERED_MS);
    for (const piece of ["4", "5"]) bench.stream.events.data(ascii(piece));
    expect(a.frames.map(({ offset, bytes }) => [offset, bytes.toString()])).toEqual([
      [0, "1"],
      [1, "23"],
    ]);
    bench.stream.events.mark("gap");
    expect(a.text).toBe("12345");
    expect(a.marks).toEqual([{ offset: 5, kind: "gap", bytes: null }]);
    await pass(2 * GATHERED_MS);
    bench.stream.events.data(ascii("6"));
    expect(a.text).toBe("123456");
  });

  it("keeps the last 256 KiB, exactly", async () => {
    await bench.viewer("a");
    const printed = Buffer.alloc(700_001);
    for (let i = 0; i < printed.length; i++) printed[i] = (i * 31) % 251;
    for (let at = 0; at < printed.length; at += 249) bench.stream.events.data(printed.subarray(at, at + 249));
    const b = await bench.viewer("b");
    expect(b.frames[0]?.offset).toBe(700_001 - 256 * KIB);
    expect(b.bytes.equals(printed.subarray(-256 * KIB))).toBe(true);
  });

  it("shows marks at their place in the replay", async () => {
    await bench.viewer("a");
    bench.stream.events.data(ascii("abc"));
    bench.stream.events.mark("gap");
    bench.stream.events.data(ascii("def"));
    const b = await bench.viewer("b");
    expect(b.marks).toEqual([{ offset: 3, kind: "gap", bytes: null }]);
    expect(b.frames.map(({ offset }) => offset)).toEqual([0, 3]);
  });

  it("keeps the stream for 30 s after the last viewer, and the output for longer", async () => {
    const a = await bench.viewer("a");
    bench.stream.events.data(ascii("before"));
    a.actions.detach();
    await pass(29_000);
    const b = await bench.viewer("b");
    expect(b.text).toBe("before");
    b.actions.detach();
    await pass(30_001);
    expect(bench.stream.closed).toBe(true);
    const c = await bench.viewer("c");
    await pass(1000);
    expect(bench.attempts.length).toBe(2);
    expect(c.text).toBe("before");
    expect(c.marks).toEqual([{ offset: 6, kind: "reconnected", bytes: null }]);
  });

  it("attaches nobody whose opening cannot be audited", async () => {
    await expect(
      bench.viewer("a", true, (viewer) => {
        viewer.auditWorks = false;
      }),
    ).rejects.toThrow();
    expect(bench.attempts).toEqual([]);
  });

  it("sends everybody away and closes the stream when the host is removed", async () => {
    const a = await bench.viewer("a");
    await bench.hub.remove("h");
    expect(a.closed).toBe("removed");
    expect(bench.stream.closed).toBe(true);
    expect(a.audits).toEqual(["open", "close"]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("typing", () => {
  it("is for the writer alone; the first who may becomes the writer", async () => {
    const a = await bench.viewer("a", false);
    const b = await bench.viewer("b");
    const c = await bench.viewer("c");
    for (const viewer of [a, b, c]) viewer.actions.type(ascii(viewer.id));
    await pass(0);
    expect(bench.stream.text).toBe("b");
    expect([a.refusals, b.refusals, c.refusals]).toEqual([["not-allowed"], [], ["not-writer"]]);
  });

  it("cannot be claimed, and nothing taken over, by who may only watch, or without audit", async () => {
    const [a, b, c] = [await bench.viewer("a"), await bench.viewer("b", false), await bench.viewer("c")];
    c.auditWorks = false;
    await b.actions.takeKeyboard("to help");
    await b.actions.takeOver("to help");
    await b.actions.sendBreak();
    await c.actions.takeKeyboard("to help");
    expect(a.writer).toBe("a");
    expect(b.refusals).toEqual(["not-allowed", "not-allowed", "not-allowed"]);
    expect(c.refusals).toEqual(["not-allowed"]);
    expect(bench.errors.length).toBe(1);
    expect(bench.stream.breaks).toBe(0);
  });

  it("is refused while the console is not open", async () => {
    bench.failure = "no-answer";
    const a = await bench.viewer("a");
    a.actions.type(ascii("reboot\r"));
    expect(a.refusals).toEqual(["not-open"]);
    bench.failure = null;
    await pass(2000);
    expect(bench.stream.typed).toEqual([]);
  });

  it("says so when the BMC did not take the characters", async () => {
    const a = await bench.viewer("a");
    bench.stream.refusal = new Error("refused");
    a.actions.type(ascii("x"));
    await pass(0);
    expect(a.refusals).toEqual(["not-open"]);
  });

  it("is capped at 4 KiB a frame and 64 KiB a second", async () => {
    const a = await bench.viewer("a");
    a.actions.type(Buffer.alloc(4097));
    expect(a.refusals).toEqual(["too-fast"]);
    for (let i = 0; i < 17; i++) a.actions.type(Buffer.alloc(4096));
    expect(a.refusals.length).toBe(2);
    await pass(1000);
    a.actions.type(Buffer.alloc(4096));
    expect(a.refusals.length).toBe(2);
  });

  it("sends a break for the writer and audits it", async () => {
    const a = await bench.viewer("a");
    await a.actions.sendBreak();
    expect(bench.stream.breaks).toBe(1);
    expect(a.audits).toEqual(["open", "break"]);
  });

  it("tells everybody what is uncertain and when input is held", async () => {
    const b = [await bench.viewer("a"), await bench.viewer("b", false)][1];
    bench.stream.events.inputUncertain(7);
    bench.stream.events.inputHeld(true);
    expect(b?.messages).toContainEqual({ type: "input-uncertain", bytes: 7 });
    expect(b?.state?.inputHeld).toBe(true);
  });
});

describe("a lost console", () => {
  it("comes back with back-off from 1 s to 60 s and a mark where it was lost", async () => {
    const a = await bench.viewer("a");
    bench.stream.events.data(ascii("abc"));
    bench.failure = "no-answer";
    bench.stream.events.end("lost", null);
    await pass(600_000);
    const waits = bench.attempts
      .slice(1)
      .map(({ at }, i) => Math.round((at - (bench.attempts[i]?.at ?? 0)) / 1000));
    expect(waits.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(a.state?.state).toBe("reconnecting");
    expect(a.state?.failure?.code).toBe("no-answer");
    expect(a.state?.retryInMs).toBeGreaterThan(0);
    expect(a.states.slice(2, 6)).toEqual(["open", "reconnecting", "connecting", "reconnecting"]);
    bench.failure = null;
    await pass(60_000);
    expect(a.state?.state).toBe("open");
    expect(a.marks).toEqual([{ offset: 3, kind: "reconnected", bytes: null }]);
  });

  it("is tried every 2 s for two minutes after our own power action", async () => {
    await bench.viewer("a");
    bench.failure = "no-answer";
    bench.stream.events.end("lost", null);
    await pass(40_000);
    bench.hub.expectLinkDrop("h");
    const before = bench.attempts.length;
    await pass(60_000);
    expect(bench.attempts.length - before).toBeGreaterThanOrEqual(29);
    await pass(180_000);
    expect(bench.attempts.length - before).toBeLessThan(65);
  });

  it("waits a minute when the BMC has no session left", async () => {
    bench.failure = "sessions-exhausted";
    await bench.viewer("a");
    bench.hub.expectLinkDrop("h");
    await pass(59_000);
    expect(bench.attempts.length).toBe(1);
  });

  it("that was taken waits for a human, who may take it back", async () => {
    const [a, b] = [await bench.viewer("a"), await bench.viewer("b", false)];
    bench.steal();
    await pass(3_600_000);
    expect(bench.attempts.length).toBe(1);
    expect(a.state?.state).toBe("taken");
    bench.failure = "console-in-use";
    b.actions.reconnect();
    await pass(1000);
    expect(a.state?.state).toBe("in-use");
    await a.actions.takeOver("the host hangs");
    await pass(1000);
    expect(bench.attempts.at(-1)?.takeOver).toBe(true);
    expect(a.state?.state).toBe("open");
    expect(a.audited.at(-1)).toEqual({ action: "take-over", detail: "the host hangs" });
  });

  it("in use elsewhere is asked for once a minute, never taken", async () => {
    bench.failure = "console-in-use";
    const a = await bench.viewer("a");
    expect(a.state?.retryInMs).toBe(60_000);
    await pass(601_000);
    expect(bench.attempts.length).toBe(11);
    expect(bench.attempts.every(({ takeOver }) => !takeOver)).toBe(true);
  });

  it("with a refused login is tried again only when somebody who may type asks, at most once a second", async () => {
    bench.failure = "bad-password";
    const [a, b] = [await bench.viewer("a"), await bench.viewer("b", false)];
    await pass(3_600_000);
    expect(a.state?.state).toBe("failed");
    b.actions.reconnect();
    await pass(2000);
    expect(b.refusals).toEqual(["not-allowed"]);
    expect(bench.attempts.length).toBe(1);
    for (let i = 0; i < 50; i++) {
      a.actions.reconnect();
      await pass(100);
    }
    expect(bench.attempts.length).toBeLessThanOrEqual(7);
  });

  it("is tried again at once when what it was refused for was mended, and left alone otherwise", async () => {
    bench.failure = "console-disabled";
    const a = await bench.viewer("a");
    await pass(5000);
    expect(a.state?.state).toBe("failed");
    bench.failure = null;
    bench.hub.mended("h");
    await pass(1000);
    expect(a.state?.state).toBe("open");
    bench.hub.mended("h");
    bench.hub.mended("another");
    await pass(5000);
    expect(bench.attempts.length).toBe(2);
  });

  it("says nothing for a stream that was replaced", async () => {
    const a = await bench.viewer("a");
    const old = bench.stream;
    old.events.end("taken", null);
    await a.actions.takeOver("the host hangs");
    await pass(1000);
    old.events.data(ascii("ghost"));
    old.events.end("lost", null);
    expect(a.text).toBe("");
    expect(a.state?.state).toBe("open");
  });
});

describe("a viewer that does not read", () => {
  it("is not fed above 1 MiB, then continues with what is left and a mark for the rest; others miss nothing", async () => {
    const slow = await bench.viewer("slow", false, (viewer) => {
      viewer.reads = false;
    });
    const fast = await bench.viewer("fast");
    const chunk = Buffer.alloc(16 * KIB, "x");
    for (let i = 0; i < 128; i++) bench.stream.events.data(chunk);
    await pass(GATHERED_MS);
    expect(fast.bytes.length).toBe(2048 * KIB);
    expect(slow.bytes.length).toBeLessThanOrEqual(1024 * KIB + 32 * KIB);
    const got = slow.bytes.length;
    slow.buffered = 0;
    await pass(250);
    const skipped = 2048 * KIB - 256 * KIB - got;
    expect(slow.marks).toEqual([{ offset: 2048 * KIB - 256 * KIB, kind: "skipped", bytes: skipped }]);
    expect(slow.bytes.length).toBe(got + 256 * KIB);
    expect(slow.closed).toBe(null);
  });

  it("is closed after 30 s", async () => {
    const slow = await bench.viewer("slow", false, (viewer) => {
      viewer.reads = false;
    });
    for (let i = 0; i < 128; i++) bench.stream.events.data(Buffer.alloc(16 * KIB));
    await pass(29_000);
    expect(slow.closed).toBe(null);
    await pass(2000);
    expect(slow.closed).toBe("stalled");
  });
});
