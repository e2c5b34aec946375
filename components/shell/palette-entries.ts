"use client";

import {
  CircleOff,
  Keyboard,
  Languages,
  LogOut,
  type LucideIcon,
  OctagonAlert,
  Plus,
  PowerOff,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useMe } from "@/components/access/use-me";
import { locales } from "@/lib/i18n/locales";
import { localeNames } from "./locale";
import { consolePages } from "./pages";
import { useLogout } from "./use-logout";
import { themes, usePreferences } from "./use-preferences";
import { themeIcons } from "./user-menu";

export interface PaletteEntry {
  readonly id: string;
  readonly group: "pages" | "actions" | "preferences";
  readonly label: string;
  readonly icon: LucideIcon;
  readonly run: () => void;
}

/** Everything the palette offers besides hosts, for this person, in their language. */
export function usePaletteEntries(go: (href: string) => void, onShortcuts: () => void): PaletteEntry[] {
  const t = useTranslations("shell");
  const allowed = useMe().data?.permissions ?? [];
  const { setTheme, setLocale } = usePreferences();
  const logout = useLogout();

  const pages = consolePages
    .filter((page) => allowed.includes(page.permission))
    .map(({ href, label, icon }) => ({
      id: href,
      group: "pages" as const,
      label: t(label),
      icon,
      run: () => go(href),
    }));
  const action = (id: string, label: string, icon: LucideIcon, run: () => void): PaletteEntry => ({
    id,
    group: "actions",
    label,
    icon,
    run,
  });
  const actions = [
    ...(allowed.includes("host.write")
      ? [action("add", t("palette.addHost"), Plus, () => go("/?add=1"))]
      : []),
    action("failing", t("palette.showFailing"), CircleOff, () => go("/?contact=failing")),
    action("critical", t("palette.showCritical"), OctagonAlert, () => go("/?health=critical")),
    action("off", t("palette.showOff"), PowerOff, () => go("/?power=off")),
    action("shortcuts", t("palette.shortcuts"), Keyboard, onShortcuts),
    action("logout", t("logout"), LogOut, logout),
  ];
  const preferences = [
    ...themes.map((theme) => ({
      id: `theme-${theme}`,
      label: t("palette.themeTo", { theme: t(`themes.${theme}`) }),
      icon: themeIcons[theme],
      run: () => setTheme(theme),
    })),
    ...locales.map((locale) => ({
      id: `language-${locale}`,
      label: t("palette.languageTo", { language: localeNames[locale] }),
      icon: Languages,
      run: () => setLocale(locale),
    })),
  ].map((entry) => ({ ...entry, group: "preferences" as const }));
  return [...pages, ...actions, ...preferences];
}
