import { describe, expect, it } from "vitest";
import { bestMatches, matchScore } from "./palette-match";

describe("palette match", () => {
  it("wants every word, in any order and case", () => {
    expect(matchScore("rack4-db01 10.0.0.7 Prod", "PROD db01")).not.toBeNull();
    expect(matchScore("rack4-db01 10.0.0.7 prod", "db01 staging")).toBeNull();
  });

  it("puts the start of the text before the start of a word before the middle", () => {
    const names = ["xdb1", "a-db1", "db1"];
    expect(bestMatches(names, { name: (n) => n }, "db", 10)).toEqual(["db1", "a-db1", "xdb1"]);
  });

  it("puts a hit in the name before one in the address", () => {
    const hosts = [
      { name: "gpu1", address: "2001:db8::1" },
      { name: "rack-xdb", address: "10.0.0.1" },
    ];
    const text = { name: (h: { name: string }) => h.name, rest: (h: { address: string }) => h.address };
    expect(bestMatches(hosts, text, "db", 10).map((host) => host.name)).toEqual(["rack-xdb", "gpu1"]);
  });

  it("keeps the order and stops at the limit when nothing is typed", () => {
    expect(bestMatches(["c", "a", "b"], { name: (n) => n }, " ", 2)).toEqual(["c", "a"]);
  });
});
