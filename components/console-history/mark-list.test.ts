import { expect, it } from "vitest";
import type { ConsoleMark } from "@/lib/contracts/recording";
import { momentNear, nearest, neighbour, newestOf, passedBy, ticks, turnOf } from "./mark-list";

const mark = (offset: number, kind: ConsoleMark["kind"] = "joined"): ConsoleMark => ({
  offset,
  at: "2026-11-22T00:00:00.000Z",
  kind,
  text: "",
  bytes: null,
});
const marks = [mark(10), mark(20), mark(20, "gap"), mark(30)];

it("says from when on marks are shown when there are more", () => {
  expect(newestOf(marks, 5)).toEqual({ marks, since: null });
  const later = { ...mark(40), at: "2026-11-23T00:00:00.000Z" };
  expect(newestOf([mark(30), later], 2)).toEqual({ marks: [later], since: later.at });
});

it("tells which mark a film has passed", () => {
  expect(passedBy(marks, 25)).toBe(20);
  expect(passedBy(marks, 30)).toBe(30);
  expect(passedBy(marks, 9)).toBeNull();
});

it("goes from mark to mark", () => {
  expect(neighbour(marks, 20, "next")?.offset).toBe(30);
  expect(neighbour(marks, 20, "previous")?.offset).toBe(10);
  expect(neighbour(marks, 30, "next")).toBeNull();
  expect(neighbour(marks, 10, "previous")).toBeNull();
});

it("shows those around a place, as many as there is room for", () => {
  const many = Array.from({ length: 100 }, (_, index) => mark(index));
  expect(nearest(many, 50, 4).map(({ offset }) => offset)).toEqual([49, 50, 51, 52]);
  expect(nearest(many, 0, 4).map(({ offset }) => offset)).toEqual([0, 1, 2, 3]);
  expect(nearest(many, 99, 4).map(({ offset }) => offset)).toEqual([96, 97, 98, 99]);
  expect(nearest(marks, 5, 50)).toHaveLength(4);
});

it("one tick a step, of what matters most there", () => {
  expect(ticks(marks, 0, 40, 4)).toEqual([
    { at: 0.25, group: "people" },
    { at: 0.5, group: "loss" },
    { at: 0.75, group: "people" },
  ]);
  expect(ticks([mark(0), mark(7)], 0, 0, 10)).toHaveLength(1);
});

it("guesses a moment between those that are known", () => {
  const known = [
    { offset: 0, at: "2026-11-22T00:00:00.000Z" },
    { offset: 100, at: "2026-11-22T01:00:00.000Z" },
  ];
  expect(momentNear(known, 50)).toBe(Date.parse("2026-11-22T00:30:00.000Z"));
  expect(momentNear(known, 500)).toBe(Date.parse("2026-11-22T01:00:00.000Z"));
  expect(momentNear([], 5)).toBeNull();
});

it("somebody has the keyboard until the next who gets it, or nobody does", () => {
  const writer = (minute: number, text: string): ConsoleMark => ({
    ...mark(5, "writer"),
    at: new Date(Date.UTC(2026, 10, 22, 0, minute)).toISOString(),
    text,
  });
  const [ann, nobody, bob] = [writer(1, "ann"), writer(3, ""), writer(4, "bob")];
  const all = [ann, mark(5), nobody, bob];
  expect(turnOf(all, ann)).toEqual({ since: ann.at, before: nobody.at });
  expect(turnOf(all, bob)).toEqual({ since: bob.at, before: undefined });
  expect(turnOf(all, nobody)).toBeNull();
  expect(turnOf(all, mark(5))).toBeNull();
});
