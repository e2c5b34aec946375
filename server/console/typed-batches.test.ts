import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { KeepTyped } from "@/server/services/consoles/typed-keeper";
import { fakeClock, HubBench } from "./testing/hub-bench";
import { TypedBatches } from "./typed-batches";

let offset: number;
let kept: string[];
let batches: TypedBatches;

beforeEach(() => {
  vi.useFakeTimers({
    now: Date.UTC(2026, 10, 23),
    toFake: ["Date", "performance", "setTimeout", "clearTimeout"],
  });
  offset = 100;
  kept = [];
  batches = new TypedBatches(
    fakeClock,
    () => new Date(),
    () => offset,
  );
});
afterEach(() => vi.useRealTimers());

const keeper =
  (name: string): KeepTyped =>
  ({ offset: at, bytes }) =>
    void kept.push(`${name} ${at} ${bytes.length > 20 ? bytes.length : bytes.toString()}`);
const ann = keeper("ann");
const bob = keeper("bob");

test("a second of typing is one batch, with the place and time of its first byte", () => {
  const times: string[] = [];
  const keep: KeepTyped = ({ at, bytes }) => void times.push(`${at.toISOString()} ${bytes}`);
  for (const key of ["l", "s", "\r"]) {
    batches.typed(keep, Buffer.from(key));
    offset += 1;
    vi.advanceTimersByTime(300);
  }
  expect(times).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(times).toEqual(["2026-11-23T00:00:00.000Z ls\r"]);
  batches.typed(ann, Buffer.from("pwd"));
  vi.advanceTimersByTime(1000);
  expect(kept).toEqual(["ann 103 pwd"]);
});

test("a paste is cut into batches of 4 KiB at most, and nothing of it is missing", () => {
  for (const length of [4096, 4000, 96, 1, 4096]) batches.typed(ann, Buffer.alloc(length, "x"));
  batches.settle();
  expect(kept).toEqual(["ann 100 4096", "ann 100 4096", "ann 100 x", "ann 100 4096"]);
});

test("two people never share a batch", () => {
  batches.typed(ann, Buffer.from("a"));
  batches.typed(bob, Buffer.from("b"));
  batches.typed(ann, Buffer.from("c"));
  batches.settle();
  batches.settle();
  vi.advanceTimersByTime(5000);
  expect(kept).toEqual(["ann 100 a", "bob 100 b", "ann 100 c"]);
});

test("a writer whose account says so is told, and what he typed is handed on when the keyboard passes", async () => {
  const bench = new HubBench();
  const writer = await bench.viewer("ann", true, (viewer) => {
    viewer.keepTyped = ann;
  });
  const other = await bench.viewer("bob");
  expect(writer.messages.slice(0, 2).map(({ type }) => type)).toEqual(["hello", "typing-kept"]);
  expect(other.messages.map(({ type }) => type)).not.toContain("typing-kept");
  writer.actions.type(Buffer.from("reboot\r"));
  expect(kept).toEqual([]);
  await other.actions.takeKeyboard("urgent");
  expect(kept).toEqual(["ann 0 reboot\r"]);
  other.actions.type(Buffer.from("hunter2\r"));
  await bench.hub.close();
  expect(kept).toEqual(["ann 0 reboot\r"]);
  expect(bench.stream.text).toBe("reboot\rhunter2\r");
});

test("what was typed last is handed on when the writer leaves", async () => {
  const bench = new HubBench();
  const writer = await bench.viewer("ann", true, (viewer) => {
    viewer.keepTyped = ann;
  });
  writer.actions.type(Buffer.from("exit\r"));
  writer.actions.detach();
  expect(kept).toEqual(["ann 0 exit\r"]);
});
