import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine } from "./csv";

test("texts are quoted, numbers are numbers, nothing is nothing", () => {
  expect(csvLine(["a", 1.5, -3, null, true, Number.NaN])).toBe('"a",1.5,-3,"","true",""\r\n');
  expect(csvLine(['say "hi"', "a,b", "a\nb"])).toBe('"say ""hi""","a,b","a\nb"\r\n');
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://evil")'])(
  "the text %j is made inert",
  (text) => {
    expect(csvLine([text]).startsWith(`"'`)).toBe(true);
  },
);

test("no text can begin a formula or leave its cell", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const line = csvLine([text]);
      const inner = line.slice(1, -3);
      expect(inner.replaceAll('""', "")).not.toContain('"');
      expect(inner).not.toMatch(/^[=+\-@\t\r]/);
      const read = inner.replaceAll('""', '"');
      expect([text, `'${text}`]).toContain(read);
    }),
    { numRuns: 2000 },
  );
});
