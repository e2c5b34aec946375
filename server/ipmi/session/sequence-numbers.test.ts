import fc from "fast-check";
import { expect, test } from "vitest";
import { nextSequence, SequenceWindow } from "./sequence-numbers";

function windowAt(highest: number): SequenceWindow {
  return new SequenceWindow(highest);
}

test("sequence numbers run from 1 and skip zero at the wrap", () => {
  expect(nextSequence(1)).toBe(2);
  expect(nextSequence(0xfffffffe)).toBe(0xffffffff);
  expect(nextSequence(0xffffffff)).toBe(1);
});

test("zero is never inside the window", () => {
  expect(new SequenceWindow().accepts(0)).toBe(false);
  expect(windowAt(5).accepts(0)).toBe(false);
});

test("a new session takes 1 to 64 and nothing from before its start", () => {
  const window = new SequenceWindow();
  for (const sequence of [1, 2, 64]) expect(window.accepts(sequence)).toBe(true);
  for (const sequence of [65, 0xffffffff, 0xfffffff0]) expect(window.accepts(sequence)).toBe(false);
});

test("a number is taken once", () => {
  const window = new SequenceWindow();
  window.mark(1);
  expect(window.accepts(1)).toBe(false);
});

test("64 ahead are taken, 65 are not", () => {
  const window = windowAt(100);
  expect(window.accepts(164)).toBe(true);
  expect(window.accepts(165)).toBe(false);
});

test("63 behind are taken when unseen, older ones are not", () => {
  const window = windowAt(128);
  window.mark(192);
  expect(window.accepts(191)).toBe(true);
  expect(window.accepts(192 - 63)).toBe(true);
  expect(window.accepts(192 - 64)).toBe(false);
});

test("FFFFFFFFh is followed by 1, and both sides of the wrap are remembered", () => {
  const wrapped = new SequenceWindow(0xfffffffe);
  expect(wrapped.accepts(0xffffffff)).toBe(true);
  expect(wrapped.accepts(1)).toBe(true);
  wrapped.mark(1);
  expect(wrapped.accepts(1)).toBe(false);
  expect(wrapped.accepts(0xffffffff)).toBe(true);
  wrapped.mark(0xffffffff);
  expect(wrapped.accepts(0xffffffff)).toBe(false);
  expect(wrapped.accepts(0xfffffffe)).toBe(false);
  expect(wrapped.accepts(2)).toBe(true);
});

test("whatever the order and repetition, each number is delivered at most once", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 400 }), (arrivals) => {
      const window = new SequenceWindow();
      const delivered: number[] = [];
      for (const sequence of arrivals) {
        if (!window.accepts(sequence)) continue;
        window.mark(sequence);
        delivered.push(sequence);
      }
      expect(new Set(delivered).size).toBe(delivered.length);
    }),
  );
});

test("reordering by fewer than 64 loses nothing", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 300 }), (jitter) => {
      const arrivals = jitter
        .map((late, index) => ({ sequence: index + 1, at: index + late }))
        .sort((a, b) => a.at - b.at);
      const window = new SequenceWindow();
      for (const { sequence } of arrivals) {
        expect(window.accepts(sequence)).toBe(true);
        window.mark(sequence);
      }
    }),
  );
});
