import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubBench } from "./testing/hub-bench";

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

describe("presence", () => {
  it("shows who is here since when, who may type, and when he did last", async () => {
    const a = await bench.viewer("a");
    await pass(5000);
    const b = await bench.viewer("b", false);
    a.actions.type(ascii("ls\r"));
    expect(b.viewers).toMatchObject([
      { id: "a", name: "a@example.test", writer: true, you: false, canWrite: true, typedAt: at(5000) },
      { id: "b", name: "b@example.test", writer: false, you: true, canWrite: false, typedAt: null },
    ]);
    expect(b.viewers.map(({ since }) => since)).toEqual([at(0), at(5000)]);
  });

  it("tells the others of typing again every ten seconds, not at every key", async () => {
    const [a, b] = [await bench.viewer("a"), await bench.viewer("b")];
    const lists = () => b.messages.filter(({ type }) => type === "viewers").length;
    const before = lists();
    for (let key = 0; key < 100; key++) {
      a.actions.type(ascii("x"));
      await pass(150);
    }
    expect(lists() - before).toBe(2);
  });

  it("is not given to who only looks, and left to him by nobody, but taken by him when it is free", async () => {
    const looker = await bench.viewer("looker", true, (viewer) => {
      viewer.looks = true;
    });
    const writer = await bench.viewer("writer");
    writer.actions.detach();
    expect(looker.people).toEqual([
      "joined looker@example.test",
      "joined writer@example.test",
      "writer writer@example.test",
      "left writer@example.test",
      "writer",
    ]);
    await looker.actions.takeKeyboard("");
    looker.actions.type(ascii("x"));
    expect(bench.stream.text).toBe("x");
  });

  it("marks in the output who came, went and typed", async () => {
    const a = await bench.viewer("a");
    const b = await bench.viewer("b");
    await b.actions.takeKeyboard("a sleeps");
    a.actions.detach();
    b.actions.detach();
    const late = await bench.viewer("late", false);
    expect(late.people).toEqual([
      "joined a@example.test",
      "writer a@example.test",
      "joined b@example.test",
      "writer b@example.test: a sleeps",
      "left a@example.test",
      "left b@example.test",
      "writer",
      "joined late@example.test",
    ]);
  });
});

describe("the keyboard", () => {
  it("is taken from another only with a reason, which he is told and the audit knows", async () => {
    const [a, b] = [await bench.viewer("a"), await bench.viewer("b")];
    await b.actions.takeKeyboard("");
    expect(b.refusals).toEqual(["reason-missing"]);
    expect(b.writer).toBe("a");
    await b.actions.takeKeyboard("the disk is full");
    expect([a.writer, b.writer]).toEqual(["b", "b"]);
    expect(a.told).toEqual([{ type: "keyboard-lost", by: "b@example.test", reason: "the disk is full" }]);
    expect(b.audited.at(-1)).toEqual({ action: "claim", detail: "from a@example.test: the disk is full" });
    a.actions.type(ascii("a"));
    b.actions.type(ascii("b"));
    expect(bench.stream.text).toBe("b");
  });

  it("that was given up is there for the taking, without a reason", async () => {
    const [a, b] = [await bench.viewer("a"), await bench.viewer("b")];
    await a.actions.releaseKeyboard();
    expect(b.writer).toBe(null);
    a.actions.type(ascii("a"));
    expect(a.refusals).toEqual(["not-writer"]);
    await b.actions.takeKeyboard("");
    expect(b.writer).toBe("b");
    expect(a.told).toEqual([]);
  });

  it("goes to one of two who reach for it at once; the other needs a reason", async () => {
    const [a, b, c] = [await bench.viewer("a"), await bench.viewer("b"), await bench.viewer("c")];
    await a.actions.releaseKeyboard();
    await Promise.all([b.actions.takeKeyboard(""), c.actions.takeKeyboard("")]);
    expect(a.writer).toBe("b");
    expect(c.refusals).toEqual(["reason-missing"]);
    expect(c.audits).toEqual(["open"]);
  });

  it("is asked for, and handed over by the writer alone", async () => {
    const [a, b, c] = [await bench.viewer("a"), await bench.viewer("b"), await bench.viewer("c")];
    await b.actions.askKeyboard("I know this grub");
    expect(a.told).toEqual([
      { type: "keyboard-asked", viewerId: "b", name: "b@example.test", reason: "I know this grub" },
    ]);
    expect(c.viewers.map(({ asking }) => asking)).toEqual([null, "I know this grub", null]);
    await b.actions.askKeyboard("I know this grub, really");
    expect(a.told.length).toBe(1);
    await c.actions.handOver("c");
    expect(c.refusals).toEqual(["not-writer"]);
    await a.actions.handOver("b");
    expect(c.writer).toBe("b");
    expect(c.viewers.every(({ asking }) => asking === null)).toBe(true);
    expect(a.audited.at(-1)).toEqual({ action: "hand-over", detail: "to b@example.test" });
  });

  it("is not handed to who may only watch, nor to who is gone, nor without audit", async () => {
    const [a, b, c] = [await bench.viewer("a"), await bench.viewer("b", false), await bench.viewer("c")];
    await a.actions.handOver("b");
    await a.actions.handOver("nobody");
    a.auditWorks = false;
    await a.actions.handOver("c");
    expect(a.refusals).toEqual(["not-allowed", "not-allowed"]);
    expect([b.writer, c.writer]).toEqual(["a", "a"]);
  });

  it("is declined with a word to who asked", async () => {
    const [a, b] = [await bench.viewer("a"), await bench.viewer("b")];
    await b.actions.askKeyboard("");
    expect(a.viewers[1]?.asking).toBe("");
    a.actions.decline("b");
    expect(b.told).toEqual([{ type: "keyboard-declined", name: "a@example.test" }]);
    expect(a.viewers[1]?.asking).toBe(null);
  });

  it("is no longer asked for after a minute without an answer", async () => {
    const [a, b] = [await bench.viewer("a"), await bench.viewer("b")];
    await b.actions.askKeyboard("please");
    await pass(MINUTE - 1);
    expect(a.viewers[1]?.asking).toBe("please");
    await pass(1);
    expect(a.viewers[1]?.asking).toBe(null);
    await a.actions.releaseKeyboard();
    expect(b.writer).toBe(null);
  });

  it("of a writer who leaves or gives up goes to who asked first, and the next writer hears of the rest", async () => {
    const [a, b, c] = [await bench.viewer("a"), await bench.viewer("b"), await bench.viewer("c")];
    await c.actions.askKeyboard("first");
    await b.actions.askKeyboard("second");
    a.actions.detach();
    await pass(0);
    expect(b.writer).toBe("c");
    expect(c.audited.at(-1)).toEqual({ action: "claim", detail: "asked for it: first" });
    expect(c.told).toMatchObject([{ type: "keyboard-asked", viewerId: "b", reason: "second" }]);
    await c.actions.releaseKeyboard();
    expect(b.writer).toBe("b");
  });

  it("of a writer who leaves goes to the next who may type", async () => {
    const a = await bench.viewer("a");
    const b = [await bench.viewer("w", false), await bench.viewer("b")][1];
    a.actions.detach();
    await pass(0);
    expect(b?.writer).toBe("b");
    expect(b?.audited.at(-1)).toEqual({ action: "claim", detail: "the writer left" });
  });

  it("of an idle writer is yielded: to who asked, or to nobody", async () => {
    bench.policy({ idleMinutes: 5 });
    const [a, b] = [await bench.viewer("a"), await bench.viewer("b")];
    await pass(4 * MINUTE);
    a.actions.type(ascii("x"));
    await pass(5 * MINUTE - 1000);
    expect(a.writer).toBe("a");
    await b.actions.askKeyboard("");
    await pass(1000);
    expect(a.writer).toBe("b");
    expect(a.told.at(-1)).toEqual({ type: "keyboard-lost", by: null, reason: "" });
    await pass(5 * MINUTE);
    expect(a.writer).toBe(null);
    expect(b.told.at(-1)).toEqual({ type: "keyboard-lost", by: null, reason: "" });
  });

  it("stays with an idle writer where the policy says never", async () => {
    const a = await bench.viewer("a");
    bench.policy({ idleMinutes: 0 });
    await pass(24 * 60 * MINUTE);
    expect(a.writer).toBe("a");
  });
});

describe("the account of typing", () => {
  it("says how many bytes when, at most once a minute, and never which", async () => {
    const a = await bench.viewer("a");
    for (let second = 0; second < 90; second++) {
      a.actions.type(ascii("pw"));
      await pass(1000);
    }
    a.actions.detach();
    expect(a.audited.filter(({ action }) => action === "typed").map(({ detail }) => detail)).toEqual([
      `120 bytes, ${at(0)} to ${at(59_000)}`,
      `60 bytes, ${at(60_000)} to ${at(89_000)}`,
    ]);
  });

  it("is settled when another takes the keyboard, and when the engine stops", async () => {
    const [a, b] = [await bench.viewer("a"), await bench.viewer("b")];
    a.actions.type(ascii("abc"));
    await b.actions.takeKeyboard("a sleeps");
    b.actions.type(ascii("d"));
    await bench.hub.close();
    expect([a.audits, b.audits]).toEqual([
      ["open", "typed", "close"],
      ["open", "claim", "typed", "close"],
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

function at(ms: number): string {
  return new Date(ms).toISOString();
}
