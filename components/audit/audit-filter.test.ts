import { describe, expect, it } from "vitest";
import { auditQuery, isFiltered, parseAuditFilter } from "./audit-filter";

const parse = (search: string) => parseAuditFilter(new URLSearchParams(search));

describe("audit filter", () => {
  it("leaves out what is no outcome and no day", () => {
    expect(parse("?outcome=fine&since=yesterday&q=reset")).toMatchObject({
      search: "reset",
      outcome: null,
      since: "",
    });
    expect(isFiltered(parse("?outcome=fine"))).toBe(false);
    expect(isFiltered(parse("?outcome=denied"))).toBe(true);
  });

  it("asks for whole local days, the last one included", () => {
    const { since, until } = auditQuery(parse("?since=2026-11-22&until=2026-11-22"));
    const length = Date.parse(String(until)) - Date.parse(String(since));
    expect(new Date(String(since)).getHours()).toBe(0);
    expect(length).toBe(24 * 3600 * 1000);
  });

  it("asks for nothing in particular when nothing is set", () => {
    expect(Object.values(auditQuery(parse(""))).filter(Boolean)).toEqual([]);
  });
});
