import { describe, expect, test } from "vitest";
import { PhraseBook } from "./phrase-book";

const book = new PhraseBook({
  "redundancy lost": "冗余丢失",
  "fully redundant": "完全冗余",
  "above upper critical": "超过上临界阈值",
  "{state:phrase}: deasserted": "{state}（已解除）",
  "previously {state:phrase}": "此前为{state}",
  "reading {value:phrase}": "读数 {value}",
  "memory module {module:number}": "内存条 {module}",
  "{command}: no answer": "{command}：没有应答",
  "trying again in {seconds:number} s": "{seconds} 秒后重试",
  "The host is off.": "主机已关机。",
  "Use on.": "请使用“开机”。",
});

describe("a text of the engine", () => {
  test.each([
    ["a phrase", "redundancy lost", "冗余丢失"],
    ["a phrase that begins a sentence", "Redundancy lost", "冗余丢失"],
    ["a sentence with a phrase in it", "Redundancy lost: deasserted", "冗余丢失（已解除）"],
    ["clauses", "Redundancy lost; previously fully redundant", "冗余丢失；此前为完全冗余"],
    ["a quantity", "Above upper critical; reading 95.5 °C", "超过上临界阈值；读数 95.5 °C"],
    ["a list with values", "95 °C, above upper critical", "95 °C，超过上临界阈值"],
    ["a number", "memory module 3", "内存条 3"],
    ["a name", "Get Device ID: no answer; trying again in 5 s", "Get Device ID：没有应答；5 秒后重试"],
    ["sentences", "The host is off. Use on.", "主机已关机。请使用“开机”。"],
  ])("with %s", (_, english, chinese) => {
    expect(book.translate(english)).toBe(chinese);
    expect(book.has(english)).toBe(true);
  });

  test.each([
    "Quantum flux reversed",
    "reading aloud",
    "memory module of the BMC",
    "Flux reversed: deasserted",
    "constructor",
    "Dell, Inc.",
    "95 °C",
    "",
  ])("that is nobody's but the BMC's stays as it is: %j", (text) => {
    expect(book.translate(text)).toBe(text);
  });

  test("with a vendor's words in it keeps them", () => {
    expect(book.translate("Redundancy lost; flux reversed")).toBe("冗余丢失；flux reversed");
    expect(book.has("Redundancy lost; flux reversed")).toBe(false);
  });

  test("without a catalogue is English", () => {
    expect(new PhraseBook({}).translate("Redundancy lost; reading 5 V")).toBe("Redundancy lost; reading 5 V");
  });
});
