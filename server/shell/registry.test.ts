import { describe, expect, test } from "vitest";
import { allVerbs, complete, findVerb, firstWords, helpFor, lookUp } from "./registry";
import { UsageError } from "./verb";

async function refusal(words: readonly string[]): Promise<UsageError> {
  const error = await lookUp(words).catch((reason: unknown) => reason);
  if (!(error instanceof UsageError)) throw new Error("expected a UsageError");
  return error;
}

describe("looking a verb up", () => {
  test.each([
    [["mc", "info"], "mc info", []],
    [["bmc", "info"], "mc info", []],
    [["power", "status"], "power status", []],
    [["chassis", "power", "up"], "chassis power on", []],
    [["raw", "6", "1"], "raw", ["6", "1"]],
    [["chassis", "bootparam", "get", "5"], "chassis bootparam get", ["5"]],
  ])("%j is %s", async (words, path, rest) => {
    const found = await lookUp(words);
    expect(found.verb.path.join(" ")).toBe(path);
    expect(found.words).toEqual(rest);
  });

  test("finds nothing for words that name nothing, not even what every object has", async () => {
    expect(await findVerb(["constructor"])).toBeNull();
    expect(await findVerb([])).toBeNull();
  });

  test("says what is wrong as ipmitool does", async () => {
    expect((await refusal(["nonsense"])).message).toMatch(/^Invalid command: nonsense\nCommands:\n\traw /);
    expect((await refusal([])).message).toMatch(/^No command provided!\n/);
    expect((await refusal(["mc"])).message).toMatch(/^Not enough parameters given\.\nMC Commands:/);
  });

  test("help ends well; nothing after a word ends as it ends in ipmitool", async () => {
    expect((await refusal(["help"])).exitCode).toBe(0);
    expect((await refusal(["mc", "help"])).exitCode).toBe(0);
    expect((await refusal(["power"])).exitCode).toBe(0);
    expect((await refusal(["chassis"])).exitCode).toBe(1);
  });
});

test("every verb is found by its path and has a line of help", async () => {
  for (const verb of await allVerbs()) {
    expect((await findVerb(verb.path))?.verb.path, verb.path.join(" ")).toEqual(verb.path);
    expect(verb.summary).not.toBe("");
  }
});

test("no two verbs share a path", async () => {
  const paths = (await allVerbs()).map(({ path }) => path.join(" "));
  expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
});

test("every first word has help", async () => {
  for (const { word } of firstWords.filter(({ word }) => word === "mc" || word === "chassis")) {
    expect(await helpFor([word])).toBeTruthy();
  }
  expect(await helpFor(["nonsense"])).toBeNull();
});

test.each([
  [["cha"], ["channel", "chassis"]],
  [["bm"], ["bmc"]],
  [["mc", "re"], ["reset"]],
  [
    ["bmc", "reset", ""],
    ["cold", "warm"],
  ],
  [
    ["chassis", "power", "s"],
    ["soft", "status"],
  ],
  [["raw", "6", ""], []],
  [["nonsense", ""], []],
])("after %j may follow %j", async (words, candidates) => {
  expect(await complete(words)).toEqual(candidates);
});
