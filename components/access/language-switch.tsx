"use client";

import { localeNames } from "@/components/shell/locale";
import { usePreferences } from "@/components/shell/use-preferences";
import { Button } from "@/components/ui/button";
import { locales } from "@/lib/i18n/locales";

/** For pages without the person's menu. */
export function LanguageSwitch() {
  const { locale, setLocale } = usePreferences();
  return (
    <div className="mt-6 flex justify-center gap-1">
      {locales.map((each) => (
        <Button
          key={each}
          variant="ghost"
          size="sm"
          lang={each}
          aria-pressed={each === locale}
          onClick={() => setLocale(each)}
          className="text-muted-foreground aria-pressed:text-foreground font-normal"
        >
          {localeNames[each]}
        </Button>
      ))}
    </div>
  );
}
