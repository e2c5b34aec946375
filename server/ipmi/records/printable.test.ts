import fc from "fast-check";
import { expect, test } from "vitest";
import { printable } from "./printable";

test("strips what moves cursors, reorders or hides text", () => {
  expect(printable("a\x1b[31mb\r\nc\x07\x9b2Jd")).toBe("a[31mbc2Jd");
  expect(printable("gpj.\u202eexe\u2066x\u200b\ufeff\u2028")).toBe("gpj.exex");
  expect(printable("  PSU 1 \0\0")).toBe("PSU 1");
  expect(printable("Température °C 温度")).toBe("Température °C 温度");
});

test("any text becomes 256 characters or fewer, without controls, well-formed, and stays so", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const safe = printable(text);
      expect(safe.length).toBeLessThanOrEqual(256);
      expect(safe).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(printable(safe)).toBe(safe);
    }),
    { numRuns: 50 },
  );
  expect(printable("😀".repeat(200))).toBe("😀".repeat(128));
  expect(printable(`a${"😀".repeat(200)}`)).toBe(`a${"😀".repeat(127)}`);
});
