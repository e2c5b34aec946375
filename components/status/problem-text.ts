"use client";

import { useTranslations } from "next-intl";
import { ApiError } from "@/lib/api-client";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";

/**
 * An error in the reader's language: what happened, by the problem's code, and the engine's own words as detail
 * when they say more.
 */
export function useProblemText(): (error: unknown) => { title: string; detail: string } {
  const t = useTranslations("problems");
  const phrase = usePhrase();
  return (error) => {
    if (!(error instanceof ApiError)) return { title: t("problem.internal"), detail: "" };
    if (error.status === 0) return { title: t("unreachable"), detail: "" };
    const { problem } = error;
    if (!problem) return { title: t("problem.unavailable"), detail: `HTTP ${error.status}` };
    if (problem.failure) {
      const { code, detail } = problem.failure;
      return {
        title: t(`failure.${code}.title`),
        detail: `${t(`failure.${code}.remedy`)} ${phrase(detail)}`.trim(),
      };
    }
    return { title: t(`problem.${problem.code}`), detail: phrase(problem.detail) };
  };
}
