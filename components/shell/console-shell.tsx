"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { LiveProvider } from "@/components/live/live-provider";
import { AppHeader } from "./app-header";
import { CommandPalette } from "./command-palette";
import { DemoBanner } from "./demo-banner";
import { useHotkeys } from "./hotkeys";
import { RequireLogin } from "./require-login";
import { SealedBanner } from "./sealed-banner";
import { ShortcutsDialog } from "./shortcuts-dialog";
import { useGo } from "./use-go";

/** What surrounds every page of the console: login, live state, header, palette, shortcuts. */
export function ConsoleShell({ children }: { children: ReactNode }) {
  return (
    <RequireLogin>
      <LiveProvider>
        <Frame>{children}</Frame>
      </LiveProvider>
    </RequireLogin>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations("shell");
  const go = useGo();
  const [overlay, setOverlay] = useState<"none" | "palette" | "shortcuts">("none");
  const opener = (which: "palette" | "shortcuts") => (open: boolean) => setOverlay(open ? which : "none");
  const showPalette = () => setOverlay("palette");
  const showShortcuts = () => setOverlay("shortcuts");
  useHotkeys({
    "mod+k": () => setOverlay((now) => (now === "palette" ? "none" : "palette")),
    "?": showShortcuts,
    "/": () => document.querySelector<HTMLInputElement>("main input[type=search]")?.focus(),
    "g h": () => go("/"),
    "g a": () => go("/audit"),
  });
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="bg-popover sr-only z-50 rounded-md border px-3 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("skip")}
      </a>
      <AppHeader onPalette={showPalette} onShortcuts={showShortcuts} />
      <SealedBanner />
      <DemoBanner />
      <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
        {children}
      </main>
      <CommandPalette
        open={overlay === "palette"}
        onOpenChange={opener("palette")}
        onShortcuts={showShortcuts}
      />
      <ShortcutsDialog open={overlay === "shortcuts"} onOpenChange={opener("shortcuts")} />
    </div>
  );
}
