import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import type { DoctorCheck } from "@/lib/contracts/console-doctor";
import en from "@/lib/i18n/messages/en/console-doctor.json";
import zh from "@/lib/i18n/messages/zh/console-doctor.json";
import { foundInWords } from "./found-in-words";

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
});
