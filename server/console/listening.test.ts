import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubBench } from "./testing/hub-bench";

const ascii = (text: string) => Buffer.from(text, "ascii");
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

let bench: HubBench;
beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  bench = new HubBench();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("listening before a power action", () => {
  it("opens a console nobody watches, keeps it for two minutes and what it said for longer", async () => {
    await expect(finished(bench.hub.listen("h", 3000))).resolves.toBe(true);
    bench.hub.note("h", { kind: "power", text: "reset", bytes: null });
    bench.stream.events.data(ascii("POST"));
    await pass(119_000);
    expect(bench.stream.closed).toBe(false);
    await pass(2000);
    expect(bench.stream.closed).toBe(true);
    const a = await bench.viewer("a");
    expect(a.text).toBe("POST");
    expect(a.marks[0]).toEqual({ offset: 0, kind: "power", bytes: null });
  });

  it("waits no longer than it may, and not at all for a console that is refused", async () => {
    bench.hangs = true;
    let open: boolean | null = null;
    void bench.hub.listen("h", 3000).then((is) => {
      open = is;
    });
    await pass(2999);
    expect(open).toBe(null);
    await pass(1);
    expect(open).toBe(false);
    const other = new HubBench();
    other.failure = "bad-password";
    await expect(finished(other.hub.listen("h", 3000))).resolves.toBe(false);
    await finished(other.hub.listen("h", 3000));
    expect(other.attempts.length).toBe(1);
  });

  it("tries a lost console at once", async () => {
    await bench.viewer("a");
    bench.failure = "no-answer";
    bench.stream.events.end("lost", null);
    await pass(40_000);
    bench.failure = null;
    await expect(finished(bench.hub.listen("h", 3000))).resolves.toBe(true);
  });
});

/** Awaits what needs timers without time to pass. */
async function finished<T>(work: Promise<T>): Promise<T> {
  await pass(0);
  return work;
}
