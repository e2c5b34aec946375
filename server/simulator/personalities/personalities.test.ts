import { expect, test } from "vitest";
import { personalities } from ".";
import { sections, withoutPersonality } from "./catalogue";

test("names are kebab-case and told once; every one says whose boards and what", () => {
  const names = personalities.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, seenOn, summary } of personalities) {
    expect(name).toMatch(/^[a-z0-9.]+(-[a-z0-9.]+)*$/);
    expect(seenOn, name).not.toBe("");
    expect(summary, name).toMatch(/^[A-Z].*\.$/);
  }
});

test("every quirk of the catalogue has a personality, or a reason to have none", () => {
  const catalogue = Object.entries(sections).flatMap(([letter, { rows }]) =>
    Array.from({ length: rows }, (_, row) => `${letter}${row + 1}`),
  );
  const acted = new Set(personalities.flatMap(({ quirks = [] }) => quirks));
  const excused = new Set(withoutPersonality.map(({ quirk }) => quirk));
  expect([...acted, ...excused].filter((quirk) => !catalogue.includes(quirk))).toEqual([]);
  expect(catalogue.filter((quirk) => acted.has(quirk) === excused.has(quirk))).toEqual([]);
});

/** After a change: `npx vitest run server/simulator/personalities/personalities.test.ts -u`. */
test("the list in the documentation is current", async () => {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const table = (head: readonly string[], rows: readonly (readonly string[])[]) => [
    row(head),
    row(head.map(() => "---")),
    ...rows.map(row),
    "",
  ];
  const letters = Object.entries(sections).map(([letter, { title }]) => `${letter} ${title}`);
  const text = [
    "# Personalities of simulated BMCs",
    "",
    "Ways in which real boards misbehave, each by name: `lightsout simulate --personality NAME`. The engine is tested against every one.",
    `The last column is the row in the catalogue of quirks that the engine is held against: ${letters.join("; ")}.`,
    "",
    ...table(
      ["name", "seen on", "what it does", "quirk"],
      personalities.map(({ name, seenOn, summary, quirks = [] }) => [
        `\`${name}\``,
        seenOn,
        summary,
        quirks.join(", "),
      ]),
    ),
    "## Quirks without a personality",
    "",
    ...table(
      ["quirk", "what it is", "why no simulated BMC does it"],
      withoutPersonality.map(({ quirk, what, why }) => [quirk, what, why]),
    ),
  ].join("\n");
  await expect(text).toMatchFileSnapshot("../../../docs/personalities.md");
});
