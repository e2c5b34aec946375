"use client";

import { useTranslations } from "next-intl";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";
import type { HostEvent } from "@/lib/contracts/event";

/** When the BMC says it happened: its own clock, shown as it is, without a zone. */
export function EventTime({ event }: { event: Pick<HostEvent, "timestamp" | "clock"> }) {
  const t = useTranslations("events.clock");
  if (event.clock === "set" && event.timestamp)
    return (
      <span className="whitespace-nowrap">{event.timestamp.replace("T", " ").replace(/\.\d+$|Z$/g, "")}</span>
    );
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <span className="text-muted-foreground">
          {event.clock === "since-start" && event.timestamp
            ? t("since-start", { time: event.timestamp })
            : t("unspecified")}
        </span>
      </TooltipTrigger>
      <TooltipContent>{t("hint")}</TooltipContent>
    </Tooltip>
  );
}
