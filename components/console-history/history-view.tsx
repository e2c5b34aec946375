"use client";

import { History, Radio } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ErrorState } from "@/components/status/error-state";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { HostSummary } from "@/lib/contracts/host";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";
import { HistoryEmpty } from "./history-empty";
import type { HistoryAddress } from "./history-place";
import { HistoryScreen } from "./history-screen";
import { useRecording } from "./use-recording";

interface Props {
  host: HostSummary;
  address: HistoryAddress;
  /** Null: back to the live console. */
  onAddress: (address: HistoryAddress | null) => void;
}

/** What a console printed before: to be read, searched by time, watched as a film and taken along. */
export function HistoryView({ host, address, onAddress }: Props) {
  const t = useTranslations("console-history");
  const phrase = usePhrase();
  const { data: info, error, refetch } = useRecording(host.id);
  return (
    <section
      aria-label={t("title", { host: host.name })}
      className="border-info/40 flex min-h-0 flex-1 flex-col gap-2 rounded-lg border-2 border-dashed p-2"
    >
      <Heading onLive={() => onAddress(null)}>
        {info?.alarm && (
          <p role="alert" className="text-critical text-sm">
            {t("alarm", { reason: phrase(info.alarm) })}
          </p>
        )}
      </Heading>
      {!info && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!info && !error && <Skeleton className="min-h-96 flex-1" />}
      {info && info.until === info.from && <HistoryEmpty recording={info.recording} />}
      {info && info.until > info.from && (
        <HistoryScreen host={host} info={info} address={address} onAddress={onAddress} />
      )}
    </section>
  );
}

/** Says at a glance that this is not the console of now. */
function Heading({ onLive, children }: { onLive: () => void; children: ReactNode }) {
  const t = useTranslations("console-history");
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
      <Badge variant="outline" className="text-info border-info/40">
        <History aria-hidden />
        {t("badge")}
      </Badge>
      <p className="text-muted-foreground text-xs max-sm:order-last max-sm:w-full">{t("notLive")}</p>
      {children}
      <Button size="sm" className="ml-auto" onClick={onLive}>
        <Radio aria-hidden />
        {t("live")}
      </Button>
    </div>
  );
}
