import fc from "fast-check";
import { expect, test } from "vitest";
import { zonelessTime } from "./timestamp";

test("agrees with the calendar for every 32-bit second", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), (seconds) => {
      expect(zonelessTime(seconds)).toBe(new Date(seconds * 1000).toISOString().slice(0, 19));
    }),
  );
  expect(zonelessTime(951_782_400)).toBe("2000-02-29T00:00:00");
  expect(zonelessTime(4_107_542_400)).toBe("2100-03-01T00:00:00");
});
