import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { waysOf } from "./pattern-literals";
import { startRipgrep } from "./ripgrep";
import { readRipgrep } from "./ripgrep-output";
import { TrigramSet, trigramsOf } from "./trigrams";

const regex = (pattern: string, caseSensitive = false) => waysOf({ pattern, regex: true, caseSensitive });

it.each([
  ["EDAC", ["EDAC"]],
  ["EDAC MC\\d: \\d+ UE .* on CPU", ["EDAC MC", ": ", " UE ", " on CPU"]],
  ["^Kernel panic$", ["Kernel panic"]],
  ["a.b", ["a", "b"]],
  ["\\[ *12\\.5\\]", ["[", "12.5]"]],
  ["abc*d", ["ab", "d"]],
  ["abc?d", ["ab", "d"]],
  ["abc+d", ["abc", "d"]],
  ["abc+?d", ["abc", "d"]],
  ["abc??d", ["ab", "d"]],
  ["abc{2,3}d", ["ab", "d"]],
  ["abc{0}?d", ["ab", "d"]],
  ["\\d{3}abc", ["abc"]],
  ["ab[^]x]cd[]]ef[\\]]gh", ["ab", "cd", "ef", "gh"]],
  ["\\bword\\b\\s\\Aend", ["word", "end"]],
  ["node-7/x: #1 100%", ["node-7/x: #1 100%"]],
  ["größe 中文 fan", ["gr", "e ", " fan"]],
])("%j holds %j", (pattern, literals) => {
  expect(regex(pattern)).toEqual([literals]);
});

it.each([
  ["abc|def", [["abc"], ["def"]]],
  ["a(b)|c", [["a", "b"], ["c"]]],
  ["(?:abc)", [["abc"]]],
  [
    "link (up|down) on eth",
    [
      ["link ", "up", " on eth"],
      ["link ", "down", " on eth"],
    ],
  ],
  [
    "(?:EDAC|MCE): \\d+ (CE|UE)",
    [
      ["EDAC", ": ", " ", "CE"],
      ["EDAC", ": ", " ", "UE"],
      ["MCE", ": ", " ", "CE"],
      ["MCE", ": ", " ", "UE"],
    ],
  ],
  ["a(b[)|]c\\)|d(e)f)*g", [["a", "g"]]],
  ["ab(cd)+ef", [["ab", "ef"]]],
  ["ab(?:cd)?ef", [["ab", "ef"]]],
  ["ab(cd|)ef", [["ab", "ef"]]],
  [
    "ab((c|d)|e)f",
    [
      ["ab", "c", "f"],
      ["ab", "d", "f"],
      ["ab", "e", "f"],
    ],
  ],
  ["abc|", [["abc"], []]],
  ["abc|\\d*", [["abc"], []]],
])("%j holds all of one of %j", (pattern, ways) => {
  expect(regex(pattern)).toEqual(ways);
});

it("tells no more than sixteen ways apart", () => {
  const letters = [..."abcdefghijklmnopq"];
  expect(regex(letters.slice(1).join("|"))).toHaveLength(16);
  expect(regex(letters.join("|"))).toEqual([[]]);
  expect(regex(`x(${letters.join("|")})y`)).toEqual([["x", "y"]]);
  const five = regex("(a|b)(a|b)(a|b)(a|b)(a|b)z");
  expect(five).toHaveLength(16);
  for (const texts of five) expect(texts).toHaveLength(5);
});

it.each([
  "(?i)abc",
  "(?i:abc)",
  "abc|(?i)def",
  "abc|de[",
  "(abc|def",
  "abc|def)",
  "(?P<name>abc)",
  "abc(?x) d",
  "\\p{Greek}abc",
  "\\pLabc",
  "\\x41bc",
  "\\u{41}bc",
  "abc\\U00000041",
  "abc[[:alpha:]]",
  "abc[a-z&&[^b]]",
  "ab+*c",
  "ab**c",
  "ab+??c",
  "ab{2}{0}c",
  "\\b{start}abc",
  "\\<abc",
  "\\1abc",
  "abc\\",
  "abc[",
  "abc{2",
  "abc(d",
  "abc)d",
])("of %j nothing is said", (pattern) => {
  expect(regex(pattern)).toEqual([[]]);
});

it("a text is what it is", () => {
  const text = (pattern: string, caseSensitive: boolean) => waysOf({ pattern, regex: false, caseSensitive });
  expect(text("a.*(b)|\\c", false)).toEqual([["a.*(b)|\\c"]]);
  expect(text("Größe", true)).toEqual([["Größe"]]);
  expect(text("Größe", false)).toEqual([["Gr", "e"]]);
  expect(regex("Größe*", true)).toEqual([["Größ"]]);
});

/** Small expressions that mean the same to ripgrep and to JavaScript. */
const atom = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("a", "b", "K", "s", "S", "ſ", "é", "É", " ") },
  { weight: 1, arbitrary: fc.constantFrom(".", "\\d", "\\S", "\\.", "\\[", "\\b", "^", "$") },
  { weight: 1, arbitrary: fc.constantFrom("[ab]", "[^a]", "[k\\]]", "[.|)(*]") },
);
const { expression } = fc.letrec<{ expression: string; sequence: string; piece: string }>((tie) => ({
  piece: fc.oneof(
    { depthSize: "small" },
    { weight: 8, arbitrary: atom },
    {
      weight: 2,
      arbitrary: fc
        .tuple(atom, fc.constantFrom("*", "+", "?", "{2}", "{0,1}", "{1,}", "*?", "+?", "??"))
        .map(([one, quantifier]) => (/^[\^$]|\\b$/.test(one) ? one : one + quantifier)),
    },
    { weight: 1, arbitrary: tie("expression").map((inner) => `(${inner})`) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie("expression"), fc.constantFrom("", "*", "+", "?", "{2}", "{0,1}", "+?"))
        .map(([inner, quantifier]) => `(?:${inner})${quantifier}`),
    },
    { weight: 1, arbitrary: fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `(${a}|${b})`) },
  ),
  sequence: fc
    .array(tie("piece") as fc.Arbitrary<string>, { minLength: 1, maxLength: 6 })
    .map((pieces) => pieces.join("")),
  expression: fc.oneof(
    { depthSize: "small" },
    { weight: 3, arbitrary: tie("sequence") },
    { weight: 1, arbitrary: fc.tuple(tie("sequence"), tie("expression")).map(([a, b]) => `${a}|${b}`) },
  ),
}));
const line = fc
  .array(fc.constantFrom("a", "b", "k", "K", "\u212a", "s", "ſ", "é", "É", " ", ".", "[", "7", "ab"), {
    maxLength: 14,
  })
  .map((characters) => characters.join(""));

/** Whether a segment of this line would be searched. */
function isSearched(line: string, pattern: string, caseSensitive: boolean): boolean {
  const set = new TrigramSet();
  set.add(Buffer.from(`before\n${line}\nafter`));
  const isThere = (texts: readonly string[]) => trigramsOf(texts).every((trigram) => set.has(trigram));
  return set.hasOddLetters || regex(pattern, caseSensitive).some(isThere);
}

it("all texts of one way are in every line that JavaScript matches, and its segment is searched", () => {
  let matches = 0;
  fc.assert(
    fc.property(expression, line, fc.boolean(), (pattern, text, caseSensitive) => {
      if (!new RegExp(pattern, caseSensitive ? "u" : "iu").test(text)) return;
      matches += 1;
      const folded = (value: string) => (caseSensitive ? value : plain(value));
      const holds = (texts: readonly string[]) =>
        texts.every((literal) => folded(text).includes(folded(literal)));
      expect(regex(pattern, caseSensitive).some(holds), pattern).toBe(true);
      expect(isSearched(text, pattern, caseSensitive)).toBe(true);
    }),
    { numRuns: 4000 },
  );
  expect(matches).toBeGreaterThan(100);
});

/** ASCII letters, and what counts as one, in lower case. */
const plain = (text: string) =>
  text
    .replaceAll("\u212a", "k")
    .replaceAll("ſ", "s")
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());

it("the segment of every line that ripgrep matches is searched", async () => {
  const folder = await mkdtemp(join(tmpdir(), "lightsout-literals-"));
  const file = join(folder, "lines");
  let matches = 0;
  try {
    await fc.assert(
      fc.asyncProperty(
        expression,
        fc.array(line, { minLength: 20, maxLength: 60 }),
        fc.boolean(),
        async (pattern, lines, caseSensitive) => {
          await writeFile(file, lines.map((text) => `${text}\r\n`).join(""));
          const { output } = startRipgrep(
            { pattern, regex: true, caseSensitive },
            0,
            [file],
            new AbortController().signal,
          );
          for await (const found of readRipgrep(output, 1000)) {
            for (const { bytes } of found.lines) {
              matches += 1;
              expect(isSearched(bytes.toString(), pattern, caseSensitive)).toBe(true);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  expect(matches).toBeGreaterThan(100);
});

it("a text in whatever letters that count as the same is looked for where it stands", () => {
  const askedAndPrinted = fc.constantFrom(
    "kk",
    "kK",
    "k\u212a",
    "ss",
    "Ss",
    "s\u017f",
    "aA",
    "\u00e9\u00c9",
    "77",
  );
  fc.assert(
    fc.property(fc.array(askedAndPrinted, { minLength: 1, maxLength: 8 }), (pairs) => {
      const [asked, printed] = [0, 1].map((index) => pairs.map((pair) => pair.charAt(index)).join(""));
      expect(isSearched(printed ?? "", asked ?? "", false)).toBe(true);
    }),
    { numRuns: 500 },
  );
  expect(isSearched("dick failed", "disk", false)).toBe(false);
});
