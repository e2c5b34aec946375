import fc from "fast-check";
import { expect, test } from "vitest";
import { HarmlessOutput } from "./harmless-output";

const pass = (text: string) => new HarmlessOutput().pass(Buffer.from(text, "latin1")).toString("latin1");

test.each([
  ["device attributes", "\x1b[c"],
  ["secondary attributes", "\x1b[>0c"],
  ["cursor position", "\x1b[6n"],
  ["private status", "\x1b[?6n"],
  ["a mode", "\x1b[?1$p"],
  ["version", "\x1b[>0q"],
  ["window size", "\x1b[18t"],
  ["DECID", "\x1bZ"],
  ["enquiry", "\x05"],
  ["title", "\x1b]0;evil\x07"],
  ["clipboard", "\x1b]52;c;cm0gLXJm\x1b\\"],
  ["a DCS query", "\x1bP$qm\x1b\\"],
  ["mouse reports", "\x1b[?1000;1006h"],
  ["focus reports", "\x1b[?1004h"],
])("%s is not asked of the terminal", (_, sequence) => {
  expect(pass(`a${sequence}b`)).toBe("ab");
});

test.each([
  "\x1b[31mred\x1b[0m",
  "\x1b[2J\x1b[H",
  "\x1b[?1049h",
  "\x1b[?25l",
  "\x1b(0lqk\x1b(B",
  "\x1b7\x1b8",
  "\x1b[10;20r",
])("%j goes through", (text) => {
  expect(pass(text)).toBe(text);
});

test("pieces may be cut anywhere", () => {
  const text = "a\x1b[31mb\x1b]0;t\x1b\\c\x1b[6nd\x1b[?1006he";
  const filter = new HarmlessOutput();
  const out = [...Buffer.from(text, "latin1")].map((byte) => filter.pass(Buffer.of(byte)).toString("latin1"));
  expect(out.join("")).toBe("a\x1b[31mbcde");
});

test("a string that never ends lets nothing of itself through", () => {
  expect(pass(`a\x1b]0;${"x".repeat(100_000)}`)).toBe("a");
});

test("whatever comes, no query is left", () => {
  const pieces = fc.constantFrom(
    "\x1b",
    "[",
    "]",
    "P",
    "6",
    "n",
    "c",
    ";",
    "?",
    "$",
    "p",
    "\x07",
    "\\",
    "a",
    "\x18",
    ">",
    "q",
    "t",
    "h",
    "1000",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const out = pass(parts.join("")).replaceAll("\x1b", "ESC");
      expect(out).not.toMatch(/ESC\[[?>=]?[\d;]*[cnt]|ESC\[\??[\d;]*\$p|ESC\[>[\d;]*q|ESC[\]PZ]/);
    }),
    { numRuns: 20_000 },
  );
});
