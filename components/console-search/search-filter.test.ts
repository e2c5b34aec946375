import { expect, it } from "vitest";
import { ConsoleSearch } from "@/lib/contracts/recording";
import { expressionOf, filterOf, paramsOf, requestOf } from "./search-filter";

const read = (query: string) => filterOf(new URLSearchParams(query));

it("what the address says is what is searched for", () => {
  const filter = read("q=EDAC&regex=1&case=1&hosts=a,b&tags=rack%3A7&from=2026-11-22T00:00:00Z&limit=1000");
  expect(requestOf(filter)).toEqual({
    pattern: "EDAC",
    regex: true,
    caseSensitive: true,
    hosts: ["a", "b"],
    tags: ["rack:7"],
    from: "2026-11-22T00:00:00.000Z",
    limit: 1000,
  });
  expect(filterOf(new URLSearchParams(paramsOf(filter)))).toEqual(filter);
  expect(ConsoleSearch.safeParse(requestOf(filter)).success).toBe(true);
});

it("nonsense in the address counts as not set", () => {
  const filter = read("q=x&from=yesterday&limit=99999&regex=yes");
  expect(requestOf(filter)).toEqual({
    pattern: "x",
    regex: false,
    caseSensitive: false,
    hosts: [],
    tags: [],
    limit: 200,
  });
});

it("plain text is looked for as it is", () => {
  const text = "a.b*[c]{2}^$|(d)\\/-";
  expect(expressionOf(read(`q=${encodeURIComponent(text)}`))?.exec(`x${text}y`)?.[0]).toBe(text);
  expect(expressionOf(read("q=a.c"))?.test("abc")).toBe(false);
  expect(expressionOf(read("q=EDAC"))?.test("edac")).toBe(true);
  expect(expressionOf(read("q=EDAC&case=1"))?.test("edac")).toBe(false);
});

it("an expression that only ripgrep knows is not highlighted", () => {
  expect(expressionOf(read("q=(%3Fx)a&regex=1"))).toBeNull();
  expect(expressionOf(read("q=(&regex=1"))).toBeNull();
});
