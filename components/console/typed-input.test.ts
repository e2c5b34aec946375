import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { TypedInput } from "./typed-input";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function collect() {
  const sent: string[] = [];
  const input = new TypedInput((bytes) => sent.push(new TextDecoder().decode(bytes)));
  return { sent, input };
}

it("sends a key at once", () => {
  const { sent, input } = collect();
  input.type("a");
  input.type("b");
  expect(sent).toEqual(["a", "b"]);
});

it("paces a large paste and keeps what is typed meanwhile behind it", () => {
  const { sent, input } = collect();
  input.type("x".repeat(5000));
  input.type("y");
  expect(sent).toHaveLength(1);
  vi.runAllTimers();
  expect(sent.join("")).toBe(`${"x".repeat(5000)}y`);
  expect(Math.max(...sent.map((s) => s.length))).toBeLessThanOrEqual(4096);
});

it("forgets and counts what was not sent", () => {
  const { sent, input } = collect();
  input.type("x".repeat(5000));
  expect(input.drop()).toBe(5000 - 2048);
  vi.runAllTimers();
  expect(sent).toHaveLength(1);
  expect(input.drop()).toBe(0);
});
