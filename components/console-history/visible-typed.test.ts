import fc from "fast-check";
import { expect, test } from "vitest";
import { visibleTyped } from "./visible-typed";

const shown = (typed: string | Uint8Array) =>
  visibleTyped(typeof typed === "string" ? new TextEncoder().encode(typed) : typed);
const text = (typed: string | Uint8Array) =>
  shown(typed)
    .map((piece) => piece.text)
    .join("");

test("keys without a character are in the usual notation, and told from the same characters typed", () => {
  expect(shown("ls^C\x03")).toEqual([
    { text: "ls^C", key: false },
    { text: "^C", key: true },
  ]);
  expect(text("\x1b[A\x7f\t\x00\x1f")).toBe("␛[A^?^I^@^_");
});

test("Return ends a line, whichever way it was sent; a bare line feed is a key", () => {
  expect(text("id\rls\r\nx\ny")).toBe("id⏎\nls⏎\nx^Jy");
});

test("letters of any script stay as they are", () => {
  expect(shown("größe 电源 👍")).toEqual([{ text: "größe 电源 👍", key: false }]);
});

test("characters that hide, or turn the reading direction, are their numbers", () => {
  expect(text("a\u202eb\u200bc\u2028d\ufeff\u0085")).toBe("a\\u{202e}b\\u{200b}c\\u{2028}d\\u{feff}\\x85");
});

test("bytes of another character set are their numbers, and nothing is dropped", () => {
  expect(shown(Uint8Array.of(0x67, 0x72, 0xfc, 0x9b, 0x0d))).toEqual([
    { text: "gr", key: false },
    { text: "\\xfc\\x9b⏎\n", key: true },
  ]);
});

test("whatever was typed, no control character is left to act", () => {
  const typed = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.string({ unit: "binary" }).map((s) => new TextEncoder().encode(s)),
  );
  fc.assert(
    fc.property(typed, (bytes) => {
      expect(text(bytes).replaceAll("⏎\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});
