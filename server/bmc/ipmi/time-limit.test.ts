import { getEventListeners } from "node:events";
import { expect, test, vi } from "vitest";
import { withTimeLimit } from "./time-limit";

const never = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

test("work ends when the caller gives up, also before it began", async () => {
  const caller = new AbortController();
  const work = withTimeLimit(caller.signal, 60_000, never);
  caller.abort(new Error("gone"));
  await expect(work).rejects.toThrow("gone");
  const aborted = await withTimeLimit(caller.signal, 60_000, async (signal) => signal.aborted);
  expect(aborted).toBe(true);
});

test("work ends when its time is over", async () => {
  vi.useFakeTimers();
  const work = withTimeLimit(undefined, 180_000, never);
  const ended = expect(work).rejects.toMatchObject({ name: "TimeoutError" });
  await vi.advanceTimersByTimeAsync(180_000);
  await ended;
  vi.useRealTimers();
});

test("a caller's signal that lives for days does not collect what has ended", async () => {
  const caller = new AbortController();
  for (let round = 0; round < 100; round++) await withTimeLimit(caller.signal, 60_000, async () => round);
  expect(getEventListeners(caller.signal, "abort")).toHaveLength(0);
  const dependants = Object.getOwnPropertySymbols(caller.signal)
    .map((symbol) => Reflect.get(caller.signal, symbol))
    .filter((value) => value instanceof Set);
  expect(dependants.every((set) => set.size === 0)).toBe(true);
});
