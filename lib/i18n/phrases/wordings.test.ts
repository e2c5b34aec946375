import { describe, expect, test } from "vitest";
import { phraseCatalogues } from "./catalogues";
import { PhraseBook } from "./phrase-book";
import { wordingsOf } from "./wordings";

const catalogue = {
  "redundancy lost": "冗余丢失",
  "fully redundant": "完全冗余",
  "non-redundant, sufficient resources": "非冗余：资源充足",
  Memory: "内存",
  "Memory error, corrected": "内存错误（已纠正）",
  "trying again in {seconds:number} s": "{seconds} 秒后重试",
  "{state:phrase}: on": "{state}（内存）",
};

describe("the English of what is sought", () => {
  test.each([
    [
      "a part of what a phrase says",
      "冗余",
      ["redundancy lost", "fully redundant", "non-redundant, sufficient resources"],
    ],
    ["a sentence with places, by its longest piece", "秒后重试", ["trying again in"]],
    ["a wording that others hold, alone; no mere joint of sentences", "内存", ["Memory"]],
    ["what is not in the catalogue", "风扇", []],
    ["what stands on two sides of a place", "（内存）秒", []],
    ["nothing", "  ", []],
  ])("%s", (_, text, wordings) => {
    expect(wordingsOf(catalogue, text, 10)).toEqual(wordings);
  });

  test("is bounded, the best fits first", () => {
    expect(wordingsOf(catalogue, "冗余", 2)).toEqual(["redundancy lost", "fully redundant"]);
  });
});

test.each([
  ["Redundancy lost; previously fully redundant", "冗余丢失"],
  ["Temperature", "温度"],
  ["Memory error, uncorrected", "未纠正"],
])("%j is found by what is read of it in Chinese", (english, sought) => {
  expect(new PhraseBook(phraseCatalogues.zh).translate(english)).toContain(sought);
  const found = wordingsOf(phraseCatalogues.zh, sought, 50);
  expect(found.some((wording) => english.toLowerCase().includes(wording.toLowerCase()))).toBe(true);
});
