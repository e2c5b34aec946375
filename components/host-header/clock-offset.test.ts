import { expect, it } from "vitest";
import { clockOffset } from "./clock-offset";

it("calls clocks equal that differ by what reading them takes", () => {
  expect(clockOffset(4, "en")).toEqual({ direction: "right" });
  expect(clockOffset(-4, "en")).toEqual({ direction: "right" });
});

it.each([
  [30, "ahead", "30 seconds"],
  [-600, "behind", "10 minutes"],
  [7200, "ahead", "2 hours"],
  [-31_536_000, "behind", "365 days"],
])("says %i s in the largest sensible unit", (seconds, direction, duration) => {
  expect(clockOffset(seconds, "en")).toEqual({ direction, duration });
});

it("speaks Chinese", () => {
  expect(clockOffset(-600, "zh")).toEqual({ direction: "behind", duration: "10分钟" });
});
