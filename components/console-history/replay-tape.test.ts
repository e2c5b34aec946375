import { expect, it } from "vitest";
import type { OutputPage } from "./output-page";
import { ReplayTape } from "./replay-tape";

const page = (from: number, text: string, times: OutputPage["times"]): OutputPage => {
  const bytes = new TextEncoder().encode(text);
  return { from, until: from + bytes.length, bytes, times, marks: [] };
};
const text = (pieces: readonly Uint8Array[] | null) =>
  (pieces ?? []).map((bytes) => new TextDecoder().decode(bytes)).join("");

/** a at 0 s, b at 0.5 s, c at 60.5 s. */
const film = () =>
  page(0, "abc", [
    [0, 0],
    [1, 500],
    [2, 60_500],
  ]);

function tape(start = 0, end = 3): ReplayTape {
  const made = new ReplayTape(start, end);
  made.add(film());
  return made;
}

it("gives each byte after the time it came", () => {
  const played = tape();
  expect(text(played.advance(0))).toBe("a");
  expect(text(played.advance(499))).toBe("");
  expect(text(played.advance(1))).toBe("b");
  expect(played.offset).toBe(2);
});

it("skips silence: a minute takes a second, and the time shown runs through it", () => {
  const played = tape();
  expect(text(played.advance(500))).toBe("ab");
  expect(text(played.advance(500))).toBe("");
  expect(played.now).toBe(30_500);
  expect(text(played.advance(500))).toBe("c");
  expect(played.ended).toBe(true);
});

it("or keeps it, to the millisecond", () => {
  const played = tape();
  played.skipSilence = false;
  expect(text(played.advance(60_499))).toBe("ab");
  expect(text(played.advance(1))).toBe("c");
});

it("plays the same bytes in many small steps as in one", () => {
  const played = tape();
  let all = "";
  for (let step = 0; step < 200; step++) all += text(played.advance(10));
  expect(all).toBe("abc");
});

it("goes on in the middle of a pause when the next page comes", () => {
  const played = new ReplayTape(0, 4);
  played.add(
    page(0, "ab", [
      [0, 0],
      [1, 400],
    ]),
  );
  expect(text(played.advance(200))).toBe("a");
  played.add(
    page(2, "cd", [
      [2, 600],
      [3, 700],
    ]),
  );
  expect(text(played.advance(200))).toBe("b");
  expect(text(played.advance(200))).toBe("c");
  expect(played.bytesAhead).toBe(1);
});

it("waits at the end of what is loaded and knows that it is not the end", () => {
  const played = new ReplayTape(0, 10);
  played.add(page(0, "ab", [[0, 0]]));
  expect(text(played.advance(1000))).toBe("ab");
  expect(played.ended).toBe(false);
  expect(played.bytesAhead).toBe(0);
  played.add(page(2, "cd", [[2, 5000]]));
  expect(text(played.advance(1000))).toBe("cd");
});

it("stops before the end of its stretch, in the middle of a page", () => {
  const played = tape(0, 2);
  expect(text(played.advance(100_000))).toBe("ab");
  expect(played.ended).toBe(true);
  expect(played.advance(100_000)).toEqual([]);
});

it("begins in the middle of what came at one moment", () => {
  const played = new ReplayTape(2, 4);
  played.add(page(0, "wxyz", [[0, 0]]));
  expect(text(played.advance(1000))).toBe("yz");
});

it("goes to a place with what is on the screen there, and plays on from it", () => {
  const played = tape();
  played.advance(100_000);
  expect(text(played.seek(1))).toBe("a");
  expect(text(played.advance(500))).toBe("b");
  expect(played.seek(7)).toBeNull();
});

it("finds the offset ten seconds on and back, pauses shortened", () => {
  const played = tape();
  played.advance(500);
  expect(played.offset).toBe(2);
  expect(played.offsetAfter(-400)).toBe(0);
  expect(played.offsetAfter(10_000)).toBe(3);
});

it("a clock that was set back makes no pause", () => {
  const played = new ReplayTape(0, 3);
  played.add(
    page(0, "abc", [
      [0, 9000],
      [1, 1000],
      [2, 1100],
    ]),
  );
  expect(text(played.advance(0))).toBe("ab");
  expect(text(played.advance(100))).toBe("c");
});

it("takes a page once, in order", () => {
  const played = tape();
  played.add(film());
  played.add(page(1, "zz", []));
  expect(text(played.advance(100_000))).toBe("abc");
});

it("gives no more than a frame's worth at once", () => {
  const played = new ReplayTape(0, 200_000);
  const times = Array.from({ length: 200 }, (_, index) => [index * 1000, index] as const);
  played.add({ from: 0, until: 200_000, bytes: new Uint8Array(200_000), times, marks: [] });
  const bytes = played.advance(1_000_000).reduce((sum, piece) => sum + piece.length, 0);
  expect(bytes).toBeLessThanOrEqual(65 * 1024);
  expect(bytes).toBeGreaterThan(60 * 1024);
});
