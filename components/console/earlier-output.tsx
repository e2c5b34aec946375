"use client";

import { ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { writeAddress } from "@/components/console-history/history-place";
import { useUrlFilter } from "@/components/host-header/use-url-filter";
import { Button } from "@/components/ui/button";
import { type OpenConsole, useConsoleSnapshot } from "./use-console";

/** At the top of the lines that are held: the way to what was printed before them, where it is kept. */
export function EarlierOutput({ open: { client, terminal } }: { open: OpenConsole }) {
  const t = useTranslations("console");
  const [, setParams] = useUrlFilter();
  const { console: state } = useConsoleSnapshot(client);
  if (!state?.recording.on) return null;
  const go = () => {
    const offset = Math.max(0, client.shownUntil - terminal.heldBytes);
    setParams(writeAddress({ place: { kind: "offset", offset }, speed: null, from: null, until: null }));
  };
  return (
    <Button
      variant="outline"
      size="sm"
      onClick={go}
      className="bg-background absolute top-2 left-1/2 z-10 -translate-x-1/2 shadow-md"
    >
      <ArrowUp aria-hidden />
      {t("earlier")}
    </Button>
  );
}
