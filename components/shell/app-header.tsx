"use client";

import { Search } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { LiveIndicator } from "./live-indicator";
import { Logo } from "./logo";
import { MainNav } from "./main-nav";
import { ModKey } from "./mod-key";
import { UserMenu } from "./user-menu";

export function AppHeader({ onPalette, onShortcuts }: { onPalette: () => void; onShortcuts: () => void }) {
  const t = useTranslations("shell");
  const common = useTranslations("common");
  return (
    <header className="bg-sidebar sticky top-0 z-30 flex h-12 shrink-0 items-center gap-2 border-b px-3 md:gap-4 md:px-4">
      <Link href="/" className="flex items-center gap-2 rounded-sm text-sm font-semibold tracking-tight">
        <Logo className="size-5.5" />
        <span className="max-md:sr-only">{common("appName")}</span>
      </Link>
      <MainNav />
      <div className="ml-auto flex shrink-0 items-center sm:gap-1 md:gap-2">
        <Button
          variant="outline"
          onClick={onPalette}
          aria-label={t("palette.title")}
          aria-keyshortcuts="Meta+K Control+K"
          className="text-muted-foreground h-7 w-56 justify-start px-2 font-normal max-lg:hidden"
        >
          <Search aria-hidden className="size-3.5" />
          {t("palette.open")}
          <span className="ml-auto flex gap-0.5">
            <kbd>
              <ModKey />
            </kbd>
            <kbd>K</kbd>
          </span>
        </Button>
        <Button
          variant="ghost"
          size="icon"
          onClick={onPalette}
          aria-label={t("palette.openShort")}
          className="lg:hidden"
        >
          <Search />
        </Button>
        <LiveIndicator />
        <UserMenu onShortcuts={onShortcuts} />
      </div>
    </header>
  );
}
