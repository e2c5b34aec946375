import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { TypedInput } from "./typed-input";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ascii = (text: string) => new TextEncoder().encode(text);

function collect() {
  const sent: string[] = [];
  const waiting: number[] = [];
  const input = new TypedInput(
    (bytes) => sent.push(new TextDecoder().decode(bytes)),
    (bytes) => waiting.push(bytes),
  );
  return { sent, waiting, input };
}

it("sends a key at once", () => {
  const { sent, waiting, input } = collect();
  input.type(ascii("a"));
  input.type(ascii("b"));
  expect(sent).toEqual(["a", "b"]);
  expect(waiting).toEqual([]);
});

it("paces a large paste and keeps what is typed meanwhile behind it", () => {
  const { sent, input } = collect();
  input.type(ascii("x".repeat(5000)));
  input.type(ascii("y"));
  expect(sent).toHaveLength(1);
  vi.runAllTimers();
  expect(sent.join("")).toBe(`${"x".repeat(5000)}y`);
  expect(Math.max(...sent.map((s) => s.length))).toBeLessThanOrEqual(4096);
});

it("goes no faster than the serial line, and tells how much is left", () => {
  const { sent, waiting, input } = collect();
  input.pace(9600);
  input.type(ascii("x".repeat(960)));
  expect(sent).toEqual(["x".repeat(48)]);
  vi.advanceTimersByTime(475);
  expect(sent.join("")).toHaveLength(480);
  vi.runAllTimers();
  expect(sent.join("")).toHaveLength(960);
  expect(waiting[0]).toBe(960 - 48);
  expect(waiting.at(-1)).toBe(0);
});

it("forgets and counts what was not sent", () => {
  const { sent, waiting, input } = collect();
  input.type(ascii("x".repeat(5000)));
  expect(input.drop()).toBe(5000 - 2048);
  vi.runAllTimers();
  expect(sent).toHaveLength(1);
  expect(input.drop()).toBe(0);
  expect(waiting.at(-1)).toBe(0);
});
