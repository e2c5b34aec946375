"use client";

import { Keyboard, Languages, LogOut, Monitor, Moon, Sun, SunMoon, UserRound } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMe } from "@/components/access/use-me";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuShortcut,
  DropdownMenuSub,
  DropdownMenuSubContent,
  DropdownMenuSubTrigger,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { locales } from "@/lib/i18n/locales";
import { localeNames } from "./locale";
import { useLogout } from "./use-logout";
import { themes, usePreferences } from "./use-preferences";

export const themeIcons = { light: Sun, dark: Moon, system: Monitor } as const;

/** Who is here, with what is theirs: account, theme, language, shortcuts, log out. */
export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const t = useTranslations("shell");
  const common = useTranslations("common");
  const { data } = useMe();
  const { theme, setTheme, locale, setLocale } = usePreferences();
  const logout = useLogout();
  const user = data?.user;
  if (!user) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon"
          aria-label={t("menu", { name: user.name })}
          className="rounded-full"
        >
          <span
            aria-hidden
            className="bg-secondary text-secondary-foreground grid size-6.5 place-items-center rounded-full border text-xs font-semibold uppercase"
          >
            {[...user.name][0]}
          </span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-60">
        <DropdownMenuLabel className="text-foreground grid gap-0.5 py-2">
          <span className="truncate text-sm font-medium">{user.name}</span>
          <span className="text-muted-foreground truncate font-normal">{user.email}</span>
          <span className="text-muted-foreground font-normal">{common(`role.${user.role}`)}</span>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/account">
            <UserRound /> {t("account")}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuSub>
          <DropdownMenuSubTrigger>
            <SunMoon /> {t("theme")}
          </DropdownMenuSubTrigger>
          <DropdownMenuSubContent>
            <DropdownMenuRadioGroup value={theme}>
              {themes.map((each) => (
                <DropdownMenuRadioItem key={each} value={each} onSelect={() => setTheme(each)}>
                  {t(`themes.${each}`)}
                </DropdownMenuRadioItem>
              ))}
            </DropdownMenuRadioGroup>
          </DropdownMenuSubContent>
        </DropdownMenuSub>
        <DropdownMenuSub>
          <DropdownMenuSubTrigger>
            <Languages /> {t("language")}
          </DropdownMenuSubTrigger>
          <DropdownMenuSubContent>
            <DropdownMenuRadioGroup value={locale}>
              {locales.map((each) => (
                <DropdownMenuRadioItem key={each} value={each} onSelect={() => setLocale(each)} lang={each}>
                  {localeNames[each]}
                </DropdownMenuRadioItem>
              ))}
            </DropdownMenuRadioGroup>
          </DropdownMenuSubContent>
        </DropdownMenuSub>
        <DropdownMenuItem onSelect={onShortcuts}>
          <Keyboard /> {t("palette.shortcuts")}
          <DropdownMenuShortcut>
            <kbd>?</kbd>
          </DropdownMenuShortcut>
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={logout}>
          <LogOut /> {t("logout")}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuLabel className="font-normal">
          {t("version", { version: data.version })}
        </DropdownMenuLabel>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
