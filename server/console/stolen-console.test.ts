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

describe("a console taken by somebody outside", () => {
  const thief = { user: "root", address: "192.0.2.77" };

  it("says who has it, and leaves it to him", async () => {
    const a = await bench.viewer("a");
    bench.steal(thief);
    expect(a.state).toMatchObject({ state: "taken", holder: thief, retryInMs: null });
    expect(a.marks).toEqual([{ offset: 0, kind: "taken", bytes: null }]);
    expect(a.messages).toContainEqual(expect.objectContaining({ text: "by root from 192.0.2.77" }));
    bench.failure = "console-in-use";
    a.actions.reconnect();
    await pass(1000);
    expect(a.state).toMatchObject({ state: "in-use", holder: thief });
    bench.failure = null;
    await pass(MINUTE + 1000);
    expect(a.state).toMatchObject({ state: "open", holder: null });
    expect(bench.attempts.every(({ takeOver }) => !takeOver)).toBe(true);
  });

  it("is not taken over without a reason", async () => {
    const a = await bench.viewer("a");
    bench.steal(thief);
    await a.actions.takeOver("");
    await pass(1000);
    expect(a.refusals).toEqual(["reason-missing"]);
    expect(bench.attempts.length).toBe(1);
  });

  it("is asked for but never taken when it is recorded", async () => {
    bench.policy({ record: true });
    await pass(250);
    bench.steal(thief);
    bench.failure = "console-in-use";
    await pass(60 * MINUTE + 1000);
    expect(bench.attempts.length).toBe(61);
    expect(bench.attempts.every(({ takeOver }) => !takeOver)).toBe(true);
    bench.failure = null;
    await pass(MINUTE);
    bench.stream.events.data(ascii("back"));
    expect(bench.recordings.of("h").bytes.toString()).toBe("back");
  });

  it("is taken back where the policy says so: after a minute, and later each time up to half an hour", async () => {
    bench.policy({ reclaim: true });
    await bench.viewer("a");
    const waits: number[] = [];
    for (let theft = 0; theft < 7; theft++) {
      const stolenAt = Date.now();
      bench.steal(thief);
      while (bench.attempts.length < theft + 2) await pass(1000);
      waits.push(Math.round(((bench.attempts.at(-1)?.at ?? 0) - stolenAt) / MINUTE));
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30]);
    expect(bench.attempts.slice(1).every(({ takeOver }) => takeOver)).toBe(true);
    await pass(31 * MINUTE);
    bench.steal(thief);
    await pass(MINUTE + 1000);
    expect(bench.attempts.length).toBe(9);
  });

  it("is not taken back when the policy has changed its mind meanwhile", async () => {
    bench.policy({ reclaim: true });
    const a = await bench.viewer("a");
    bench.steal(thief);
    bench.policy({ reclaim: false });
    await pass(MINUTE + 1000);
    expect(bench.attempts.at(-1)?.takeOver).toBe(false);
    expect(a.state?.state).toBe("open");
  });
});
