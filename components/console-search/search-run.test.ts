import { expect, it } from "vitest";
import { ApiError } from "@/lib/api-client";
import type { SearchLine, SearchMatch } from "@/lib/contracts/recording";
import { failureOf, finished, IDLE, withLines } from "./search-run";

const match = (offset: number): SearchMatch => ({
  kind: "match",
  hostId: "h1",
  hostName: "h1",
  offset,
  at: "2026-11-22T00:00:00.000Z",
  line: "EDAC",
  before: [],
  after: [],
});
const end: SearchLine = { kind: "end", matches: 2, searchedBytes: 10, stopped: null };

it("gathers matches in the order they come", () => {
  const run = withLines(withLines(IDLE, [match(9)]), [match(3), end]);
  expect(run.matches.map(({ offset }) => offset)).toEqual([9, 3]);
  expect(finished(run)).toMatchObject({ state: "done", end });
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
