import { expect, test } from "vitest";
import { personalities } from ".";

test("names are kebab-case and told once; every one says whose boards and what", () => {
  const names = personalities.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, seenOn, summary } of personalities) {
    expect(name).toMatch(/^[a-z0-9.]+(-[a-z0-9.]+)*$/);
    expect(seenOn, name).not.toBe("");
    expect(summary, name).toMatch(/^[A-Z].*\.$/);
  }
});

/** After a change: `npx vitest run server/simulator/personalities/personalities.test.ts -u`. */
test("the list in the documentation is current", async () => {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const text = [
    "# Personalities of simulated BMCs",
    "",
    "Ways in which real boards misbehave, each by name: `lightsout simulate --personality NAME`. The engine is tested against every one.",
    "",
    row(["name", "seen on", "what it does"]),
    row(["---", "---", "---"]),
    ...personalities.map(({ name, seenOn, summary }) => row([`\`${name}\``, seenOn, summary])),
    "",
  ].join("\n");
  await expect(text).toMatchFileSnapshot("../../../docs/personalities.md");
});
