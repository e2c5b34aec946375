import { expect, test } from "vitest";
import type { ShellVerb } from "@/lib/contracts/ipmi-shell";
import { complete, matchingVerbs, verbOf } from "./complete";

const verbs: ShellVerb[] = [
  "sel info",
  "sel list",
  "sel elist",
  "sdr",
  "sdr elist",
  "chassis power cycle",
  "chassis power status",
  "chassis policy",
].map((words) => ({ path: words.split(" "), usage: "", summary: `about ${words}`, class: "read" }));

test("the only word that fits is put in, with a blank for the next", () => {
  expect(complete(verbs, "sel inf")).toEqual({ line: "sel info ", candidates: [] });
  expect(complete(verbs, "cha")).toEqual({ line: "chassis ", candidates: [] });
});

test("of several words what they share is put in, and all are offered", () => {
  expect(complete(verbs, "s")).toEqual({ line: "s", candidates: ["sdr", "sel"] });
  expect(complete(verbs, "chassis p")).toEqual({ line: "chassis po", candidates: ["policy", "power"] });
  expect(complete(verbs, "chassis power ")).toEqual({
    line: "chassis power ",
    candidates: ["cycle", "status"],
  });
});

test("a line that fits nothing stays as it is", () => {
  expect(complete(verbs, "sel list la")).toEqual({ line: "sel list la", candidates: [] });
  expect(complete(verbs, "fan")).toEqual({ line: "fan", candidates: [] });
});

test("the verb of a line is the one with the most words in it", () => {
  expect(verbOf(verbs, "sdr elist all")?.path).toEqual(["sdr", "elist"]);
  expect(verbOf(verbs, "sdr type fan")?.path).toEqual(["sdr"]);
  expect(verbOf(verbs, "chassis")).toBeNull();
});

test("verbs are found by their words and by what they do, in any order", () => {
  expect(matchingVerbs(verbs, "cycle chassis").map(({ path }) => path.join(" "))).toEqual([
    "chassis power cycle",
  ]);
  expect(matchingVerbs(verbs, "  ")).toHaveLength(verbs.length);
});
