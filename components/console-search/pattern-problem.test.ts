import { expect, it } from "vitest";
import { inOneLine } from "./pattern-problem";

it.each([
  ["regex parse error:\n    (?:[12)\n       ^\nerror: unclosed character class", "unclosed character class"],
  ["A pattern cannot hold the character NUL", "A pattern cannot hold the character NUL"],
  ["", ""],
])("tells the reason alone of %j", (message, reason) => {
  expect(inOneLine({ code: "bad-pattern", message })).toEqual({ code: "bad-pattern", message: reason });
});
