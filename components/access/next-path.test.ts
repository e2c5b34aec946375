import { describe, expect, it } from "vitest";
import { safeNextPath } from "./next-path";

describe("the page after login", () => {
  it("is the one that was asked for", () => {
    expect(safeNextPath("/hosts/a?tab=b")).toBe("/hosts/a?tab=b");
  });

  it.each([
    null,
    "",
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:x",
  ])("is never another site: %j", (next) => {
    expect(safeNextPath(next)).toBe("/");
  });
});
