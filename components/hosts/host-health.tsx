"use client";

import { CircleOff, LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import { FailureText, useFailureTitle } from "@/components/status/failure-text";
import { useHealthReason } from "@/components/status/health-reason";
import { useNow } from "@/components/status/now";
import { SeverityIcon, severityText } from "@/components/status/severity";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";
import { cn } from "@/lib/cn";
import type { HostSummary } from "@/lib/contracts/host";
import { useFormat } from "@/lib/format/use-format";

/** The most important thing about a host's state: that it does not answer and why, else its worst sensor. */
export function HostHealth({ host, className }: { host: HostSummary; className?: string }) {
  const t = useTranslations("hosts");
  const inWords = useHealthReason();
  if (host.contact.state === "failing") return <NotAnswering host={host} className={className} />;
  if (host.contact.state === "new") {
    return (
      <span className={cn("text-muted-foreground inline-flex min-w-0 items-center gap-1.5", className)}>
        <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin" />
        <span className="truncate">{t("notRead")}</span>
      </span>
    );
  }
  const { severity, warnings, criticals } = host.health;
  const reason = host.health.reason && inWords(host.health.reason);
  const others = warnings + criticals - (reason ? 1 : 0);
  return (
    <span className={cn("inline-flex max-w-full min-w-0 items-center gap-1.5", className)}>
      <SeverityIcon severity={severity} labelled />
      {reason ? (
        <span className="grid min-w-0 leading-4">
          <span className="truncate">{reason.sensor}</span>
          <span className={cn("truncate text-xs", severityText(severity))}>
            {reason.text}
            {others > 0 && (
              <span className="text-muted-foreground"> {t("moreProblems", { count: others })}</span>
            )}
          </span>
        </span>
      ) : (
        <SeverityWord severity={severity} />
      )}
    </span>
  );
}

function SeverityWord({ severity }: { severity: HostSummary["health"]["severity"] }) {
  const t = useTranslations("common.severity");
  return (
    <span
      aria-hidden
      className={cn("truncate", severity === "ok" ? "text-muted-foreground" : severityText(severity))}
    >
      {t(severity)}
    </span>
  );
}

function NotAnswering({ host, className }: { host: HostSummary; className?: string | undefined }) {
  const t = useTranslations("hosts");
  const format = useFormat();
  const title = useFailureTitle();
  const now = useNow();
  const { failure, since } = host.contact;
  const row = (
    <span className={cn("inline-flex max-w-full min-w-0 items-center gap-1.5", className)}>
      <CircleOff aria-hidden className="text-critical size-4 shrink-0" />
      <span className="grid min-w-0 leading-4">
        <span className="text-critical truncate">{failure ? title(failure) : t("contact.failing")}</span>
        {since !== null && (
          <span className="text-muted-foreground truncate text-xs">
            {t("since", { time: `${format.time(since)} · ${format.age(since, now)}` })}
          </span>
        )}
      </span>
    </span>
  );
  if (!failure) return row;
  return (
    <Tooltip>
      <TooltipTrigger asChild>{row}</TooltipTrigger>
      <TooltipContent className="max-w-96 p-3">
        <FailureText failure={failure} withLayer />
        {since !== null && (
          <p className="text-muted-foreground mt-1">{t("failingSince", { time: format.dateTime(since) })}</p>
        )}
      </TooltipContent>
    </Tooltip>
  );
}
