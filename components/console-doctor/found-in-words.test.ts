import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import type { DoctorCheck } from "@/lib/contracts/console-doctor";
import en from "@/lib/i18n/messages/en/console-doctor.json";
import zh from "@/lib/i18n/messages/zh/console-doctor.json";
import { foundInWords, sentenceOf } from "./found-in-words";

const privilege = (found: DoctorCheck["found"]): DoctorCheck => ({
  layer: "privilege",
  outcome: "problem",
  found,
  fix: null,
});

function told(locale: "en" | "zh", check: DoctorCheck): Record<string, string> {
  const t = createTranslator({ locale, messages: locale === "en" ? en : zh });
  return foundInWords(check, {
    notTold: t("notTold"),
    level: (level) => t(`level.${level}`),
    mode: (mode) => t(`mode.${mode}`),
    age: (seconds) => `${seconds} s`,
    phrase: (text) => `<${text}>`,
  });
}

describe("what the console doctor found", () => {
  const found = { needed: 4, ours: 3, user: 2, channel: null };

  test("names privilege levels, in both languages", () => {
    expect(told("en", privilege(found))).toEqual({
      needed: "administrator",
      ours: "operator",
      user: "user",
      channel: "not told",
    });
    expect(told("zh", privilege(found))).toEqual({
      needed: "管理员",
      ours: "操作员",
      user: "用户",
      channel: "未告知",
    });
  });

  test("keeps the number of a level that has no name", () => {
    expect(told("en", privilege({ needed: 0, ours: 5, user: 15 }))).toEqual({
      needed: "<0>",
      ours: "OEM",
      user: "<15>",
    });
  });

  test("takes no other number for a level", () => {
    expect(told("en", { layer: "user", outcome: "ok", found: { id: 2 }, fix: null })).toEqual({ id: "<2>" });
  });

  test("names how a channel may be used, and says how long ago", () => {
    const channel: DoctorCheck = {
      layer: "channel",
      outcome: "warning",
      found: { mode: "pre-boot" },
      fix: null,
    };
    expect(told("zh", channel)).toEqual({ mode: "仅在操作系统运行前可用" });
    const silence: DoctorCheck = {
      layer: "silence",
      outcome: "ok",
      found: { output: 7300, power: null },
      fix: null,
    };
    expect(told("en", silence)).toEqual({ output: "7300 s", power: "not told" });
  });

  test("tells a host that was never heard from one that fell silent, and a known holder from an unknown one", () => {
    const sentence = (layer: DoctorCheck["layer"], found: DoctorCheck["found"]) =>
      sentenceOf({ layer, outcome: "problem", found, fix: null });
    expect(sentence("silence", { output: null, power: null })).toBe("bad.never");
    expect(sentence("silence", { output: null, power: 300 })).toBe("bad.silence");
    expect(sentence("holder", { who: null })).toBe("bad.held");
    expect(sentence("holder", { who: "root" })).toBe("bad.holder");
    expect(sentence("baud", { garbled: true })).toBe("bad.garbled");
    expect(sentenceOf({ layer: "silence", outcome: "ok", found: {}, fix: null })).toBe("good.silence");
  });
});
