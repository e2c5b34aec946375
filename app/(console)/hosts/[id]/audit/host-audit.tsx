"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePermission } from "@/components/access/use-me";
import { EmptyNote } from "@/components/host-header/empty-note";
import { LoadError } from "@/components/host-header/load-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/api-client";
import { cn } from "@/lib/cn";
import type { AuditEntry, AuditOutcome } from "@/lib/contracts/audit";
import { useFormat } from "@/lib/format/use-format";
import { queryKeys } from "@/lib/query-keys";

const looks = {
  intent: "info",
  ok: "ok",
  refused: "critical",
  denied: "critical",
  failed: "critical",
  unknown: "warning",
} as const satisfies Record<AuditOutcome, string>;

const columns =
  "grid grid-cols-[1fr_auto] gap-x-4 gap-y-0.5 md:grid-cols-[11rem_minmax(8rem,1fr)_minmax(8rem,1fr)_6rem_minmax(0,2fr)]";

/** Who did what to this host, from where, and how it ended. */
export function HostAudit({ hostId }: { hostId: string }) {
  const t = useTranslations("host.audit");
  const { allowed } = usePermission("audit.host");
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: queryKeys.hostAudit(hostId, {}),
    queryFn: ({ pageParam }) => api.hostAudit(hostId, pageParam ? { before: pageParam } : {}),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: allowed,
  });
  if (!allowed) return <EmptyNote title={t("notAllowed")} />;
  if (!data) {
    if (error) return <LoadError title={t("failed")} error={error} onRetry={() => void refetch()} />;
    return <Skeleton className="h-80 w-full" />;
  }
  const entries = data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <EmptyNote title={t("empty")} />;
  return (
    <section aria-label={t("title")} className="grid gap-3">
      <div className="bg-card overflow-hidden rounded-lg border">
        <div
          aria-hidden
          className={cn(
            columns,
            "bg-muted/50 text-muted-foreground border-b px-3 py-1.5 text-xs max-md:hidden",
          )}
        >
          <span>{t("when")}</span>
          <span>{t("what")}</span>
          <span>{t("who")}</span>
          <span>{t("outcome")}</span>
          <span>{t("detail")}</span>
        </div>
        <ul>
          {entries.map((entry) => (
            <AuditRow key={entry.id} entry={entry} />
          ))}
        </ul>
      </div>
      {hasNextPage && (
        <Button
          variant="outline"
          className="justify-self-center"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t("older")}
        </Button>
      )}
    </section>
  );
}

function AuditRow({ entry }: { entry: AuditEntry }) {
  const t = useTranslations("host.audit");
  const format = useFormat();
  return (
    <li className={cn(columns, "items-baseline border-t px-3 py-2 first:border-t-0")}>
      <span className="text-muted-foreground text-xs max-md:order-2">{format.dateTime(entry.at)}</span>
      <span className="font-mono text-xs max-md:order-1 max-md:font-medium">{entry.action}</span>
      <span className="min-w-0 max-md:order-4 max-md:col-span-2">
        <span className="block truncate">{entry.actor}</span>
        {entry.from && (
          <span className="text-muted-foreground block font-mono text-xs">
            {t("from")} {entry.from}
          </span>
        )}
      </span>
      <span className="max-md:order-3 max-md:justify-self-start">
        <Badge variant={looks[entry.outcome]}>{t(`outcomes.${entry.outcome}`)}</Badge>
      </span>
      <span className="text-muted-foreground min-w-0 break-words max-md:order-5 max-md:col-span-2">
        {entry.detail}
      </span>
    </li>
  );
}
