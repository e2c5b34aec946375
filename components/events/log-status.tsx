"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Age } from "@/components/status/age";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { EventLogStatus } from "@/lib/contracts/event";
import { useFormat } from "@/lib/format/use-format";

/** From here on the log may be full before somebody looks again. */
const NEARLY_FULL = 0.8;

export function percentOf(fullness: number): string {
  return `${Math.round(fullness * 100)} %`;
}

/** How full the BMC's event log is, in one line. */
export function LogStatus({ status }: { status: EventLogStatus }) {
  const t = useTranslations("events");
  const format = useFormat();
  return (
    <p className="text-muted-foreground flex flex-wrap gap-x-3 text-xs">
      <span>{t("status", { entries: status.entries })}</span>
      {status.fullness !== null && <span>{t("full", { percent: percentOf(status.fullness) })}</span>}
      {status.freeBytes !== null && status.fullness === null && <span>{format.bytes(status.freeBytes)}</span>}
      <span>{t.rich("checked", { age: () => <Age at={status.at} /> })}</span>
    </p>
  );
}

/** Warns before the log is full, and says so when events were lost. */
export function LogWarning({ status }: { status: EventLogStatus }) {
  const t = useTranslations("events");
  const full = status.fullness !== null && status.fullness >= NEARLY_FULL;
  if (!status.overflow && !full) return null;
  return (
    <Alert variant={status.overflow ? "critical" : "warning"} role="status">
      <TriangleAlert aria-hidden />
      <AlertTitle>
        {status.overflow ? t("overflowTitle") : t("fullTitle", { percent: percentOf(status.fullness ?? 1) })}
      </AlertTitle>
      <AlertDescription>{t(status.overflow ? "overflowHint" : "fullHint")}</AlertDescription>
    </Alert>
  );
}
