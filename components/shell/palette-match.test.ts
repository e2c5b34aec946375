import { describe, expect, it } from "vitest";
import { bestMatches, matchScore } from "./palette-match";

describe("palette match", () => {
  it("wants every word, in any order and case", () => {
    expect(matchScore("rack4-db01 10.0.0.7 Prod", "PROD db01")).not.toBeNull();
    expect(matchScore("rack4-db01 10.0.0.7 prod", "db01 staging")).toBeNull();
  });

  it("puts the start of the text before the start of a word before the middle", () => {
    const names = ["xdb1", "a-db1", "db1"];
    expect(bestMatches(names, (n) => n, "db", 10)).toEqual(["db1", "a-db1", "xdb1"]);
  });

  it("keeps the order and stops at the limit when nothing is typed", () => {
    expect(bestMatches(["c", "a", "b"], (n) => n, " ", 2)).toEqual(["c", "a"]);
  });
});
