"use client";

import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { useTheme } from "next-themes";
import type { Locale } from "@/lib/i18n/locales";
import { chooseLocale } from "./locale";

export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];

/** Theme and language of this browser. */
export function usePreferences() {
  const router = useRouter();
  const locale = useLocale();
  const { theme, setTheme } = useTheme();
  return {
    theme: themes.find((known) => known === theme) ?? "system",
    setTheme: (next: Theme) => setTheme(next),
    locale,
    setLocale: (next: Locale) => {
      chooseLocale(next);
      router.refresh();
    },
  };
}
