"use client";

import { useTranslations } from "next-intl";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";
import { cn } from "@/lib/cn";
import { STALE_AFTER_MS } from "@/lib/format/age";
import { useFormat } from "@/lib/format/use-format";
import { useNow } from "./now";

/** `3 min ago`, ticking, with the exact time on hover; marked when older than `staleAfterMs` (null: never). */
export function Age({
  at,
  staleAfterMs = STALE_AFTER_MS,
  className,
}: {
  at: string | null;
  staleAfterMs?: number | null;
  className?: string;
}) {
  const t = useTranslations("common");
  const format = useFormat();
  const now = useNow();
  if (at === null) return <span className={cn("text-muted-foreground", className)}>{t("none")}</span>;
  const stale = staleAfterMs !== null && now - Date.parse(at) > staleAfterMs;
  const age = format.age(at, now);
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <time
          dateTime={at}
          className={cn("whitespace-nowrap", stale ? "text-warning" : "text-muted-foreground", className)}
        >
          {age}
        </time>
      </TooltipTrigger>
      <TooltipContent>
        {stale ? `${t("stale", { age })} (${format.dateTime(at)})` : format.dateTime(at)}
      </TooltipContent>
    </Tooltip>
  );
}
