import { expect, it } from "vitest";
import { filterOf, isFiltered, paramsOf, queryOf } from "./event-filter";

it("reads back what it wrote into the address", () => {
  const filter = { search: "fan 2", severity: "critical", archived: "only" } as const;
  expect(filterOf(new URLSearchParams(paramsOf(filter)))).toEqual(filter);
});

it("takes nonsense in the address for no filter", () => {
  expect(filterOf(new URLSearchParams("severity=bad&archived=all"))).toEqual({
    search: "",
    severity: null,
    archived: "exclude",
  });
});

it("sends no empty search", () => {
  expect(queryOf({ search: "  ", severity: null, archived: "exclude" }, "zh")).toEqual({
    severity: undefined,
    archived: "exclude",
  });
});

it("says in which language is sought", () => {
  expect(queryOf({ search: " 内存 ", severity: "warning", archived: "exclude" }, "zh")).toEqual({
    search: "内存",
    language: "zh",
    severity: "warning",
    archived: "exclude",
  });
});

it("does not call the choice of archive a filter that hides events", () => {
  expect(isFiltered({ search: "", severity: null, archived: "only" })).toBe(false);
  expect(isFiltered({ search: "x", severity: null, archived: "exclude" })).toBe(true);
});
