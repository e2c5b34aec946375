"use client";

import { LoaderCircle, Radio, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLiveStatus } from "@/components/live/live-provider";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";
import { cn } from "@/lib/cn";

const looks = {
  connecting: { icon: LoaderCircle, look: "text-muted-foreground", spin: true },
  live: { icon: Radio, look: "text-ok", spin: false },
  reconnecting: { icon: WifiOff, look: "text-warning", spin: false },
} as const;

/** Whether what the page shows is kept up to date. */
export function LiveIndicator() {
  const t = useTranslations("shell.live");
  const status = useLiveStatus();
  const { icon: Icon, look, spin } = looks[status];
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <span
          role="status"
          data-live={status}
          className={cn("inline-flex h-7 items-center gap-1.5 rounded-sm px-1.5 text-xs font-medium", look)}
        >
          <Icon aria-hidden className={cn("size-3.5", spin && "animate-spin")} />
          <span className="max-sm:sr-only">{t(status)}</span>
        </span>
      </TooltipTrigger>
      <TooltipContent>{t(`${status}Hint`)}</TooltipContent>
    </Tooltip>
  );
}
