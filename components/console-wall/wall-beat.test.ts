import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { drawEveryMs, WallBeat } from "./wall-beat";

describe("the beat of the wall", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const wall = (tiles: number) => {
    const beat = new WallBeat();
    const all = Array.from({ length: tiles }, () => ({ drawn: 0 }));
    for (const tile of all) beat.join(tile);
    return { beat, all, ask: (tile: { drawn: number }) => beat.ask(tile, () => tile.drawn++) };
  };

  test("is slower, the more tiles there are", () => {
    expect([1, 6, 7, 16, 17, 36].map(drawEveryMs)).toEqual([250, 250, 500, 500, 1000, 1000]);
  });

  test("draws all that asked, in one go, once each", () => {
    const { all, ask } = wall(36);
    for (const tile of all) ask(tile);
    for (const tile of all.slice(0, 5)) ask(tile);
    vi.advanceTimersByTime(999);
    expect(all.some((tile) => tile.drawn > 0)).toBe(false);
    vi.advanceTimersByTime(1);
    expect(all.every((tile) => tile.drawn === 1)).toBe(true);
  });

  test("rests while nobody asks", () => {
    const { all, ask } = wall(3);
    for (const tile of all) ask(tile);
    vi.advanceTimersByTime(250);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("does not draw a tile that left", () => {
    const { beat, all, ask } = wall(2);
    for (const tile of all) ask(tile);
    if (all[0]) beat.leave(all[0]);
    vi.advanceTimersByTime(1000);
    expect(all.map((tile) => tile.drawn)).toEqual([0, 1]);
  });
});
