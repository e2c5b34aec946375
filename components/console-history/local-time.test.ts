import { expect, it } from "vitest";
import { fromLocalInput, toLocalInput } from "./local-time";

it("a moment goes through the input and comes back to the second", () => {
  const moment = Date.parse("2026-11-22T03:12:44.900Z");
  expect(fromLocalInput(toLocalInput(moment))).toBe("2026-11-22T03:12:44.000Z");
});

it("nothing is nothing", () => {
  expect(toLocalInput(null)).toBe("");
  expect(toLocalInput(Number.NaN)).toBe("");
  expect(fromLocalInput("")).toBeNull();
  expect(fromLocalInput("soon")).toBeNull();
});
