import { describe, expect, test } from "vitest";
import { LossMarks } from "./loss-marks";

class Timers {
  private callback: (() => void) | null = null;
  now = () => 0;
  setTimeout(callback: () => void) {
    this.callback = callback;
    return { timer: callback };
  }
  clearTimeout(): void {
    this.callback = null;
  }
  pass(): void {
    const { callback } = this;
    this.callback = null;
    callback?.();
  }
}

function begin() {
  const marks: string[] = [];
  const timers = new Timers();
  const losses = new LossMarks(timers, (kind, text) => marks.push(`${kind} ${text}`.trim()));
  return { marks, timers, losses };
}

describe("losses of output", () => {
  test("that are few stand each at its place, at once", () => {
    const { marks, timers, losses } = begin();
    losses.lost("overrun");
    losses.lost("gap");
    expect(marks).toEqual(["overrun", "gap"]);
    timers.pass();
    expect(marks).toHaveLength(2);
  });

  test("that are many in a second are counted by one mark at its end, each kind apart", () => {
    const { marks, timers, losses } = begin();
    for (let i = 0; i < 60; i++) losses.lost("overrun");
    losses.lost("gap");
    expect(marks).toEqual([...Array(5).fill("overrun"), "gap"]);
    timers.pass();
    expect(marks.slice(6)).toEqual(["overrun 55 more times since the mark before"]);
    losses.lost("overrun");
    expect(marks.at(-1)).toBe("overrun");
  });

  test("are told when the console closes, none twice", () => {
    const { marks, timers, losses } = begin();
    for (let i = 0; i < 7; i++) losses.lost("gap");
    losses.flush();
    expect(marks.at(-1)).toBe("gap 2 more times since the mark before");
    timers.pass();
    expect(marks).toHaveLength(6);
  });
});
