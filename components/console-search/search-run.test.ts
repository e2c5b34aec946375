import { expect, it } from "vitest";
import { ApiError } from "@/lib/api-client";
import type { SearchLine, SearchMatch } from "@/lib/contracts/recording";
import { failureOf, finished, IDLE, withLines } from "./search-run";

const match = (offset: number, hostId = "h1"): SearchMatch => ({
  kind: "match",
  hostId,
  hostName: hostId,
  offset,
  at: "2026-11-22T00:00:00.000Z",
  line: "EDAC",
  before: [],
  after: [],
});
const end: SearchLine = { kind: "end", matches: 2, searchedBytes: 10, stopped: null };

it("gathers matches until the end", () => {
  const run = withLines(withLines(IDLE, [match(9)]), [match(3), end]);
  expect(run.matches.map(({ offset }) => offset)).toEqual([9, 3]);
  expect(finished(run)).toMatchObject({ state: "done", end });
});

it("puts the matches of one host together, newest first, hosts in the order they were found", () => {
  const places = (run: typeof IDLE) => run.matches.map(({ hostId, offset }) => `${hostId} ${offset}`);
  const some = withLines(IDLE, [match(90, "b"), match(70, "a"), match(50, "b")]);
  expect(places(some)).toEqual(["b 90", "b 50", "a 70"]);
  const more = withLines(some, [match(60, "b"), match(40, "a"), match(9, "c"), match(8, "b"), end]);
  expect(places(more)).toEqual(["b 90", "b 60", "b 50", "b 8", "a 70", "a 40", "c 9"]);
});

it("an answer that stops without its end is broken, and keeps what was found", () => {
  const run = finished(withLines(IDLE, [match(9)]));
  expect(run.state).toBe("failed");
  expect(run.matches).toHaveLength(1);
  expect(failureOf(run.error)).toBe("broken");
});

it("tells too many searches from other failures", () => {
  expect(failureOf(new ApiError(429, null))).toBe("busy");
  expect(failureOf(new ApiError(400, null))).toBe("other");
  expect(failureOf(new Error("x"))).toBe("other");
});
