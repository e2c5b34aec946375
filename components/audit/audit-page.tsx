"use client";

import { ScrollText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import { useUrlParams } from "@/components/data-table/url-params";
import { EmptyState } from "@/components/status/empty-state";
import { ErrorState } from "@/components/status/error-state";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { auditQuery, parseAuditFilter } from "./audit-filter";
import { AuditTable } from "./audit-table";
import { AuditToolbar } from "./audit-toolbar";
import { useAudit } from "./use-audit";

/** Who did what to which host, from where, and what came of it. */
export function AuditPage() {
  const t = useTranslations("audit");
  const { params, patch } = useUrlParams();
  const filter = useMemo(() => parseAuditFilter(params), [params]);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useAudit(
    auditQuery(filter),
  );
  const entries = data?.pages.flatMap((page) => page.entries);
  return (
    <div className="px-4 py-4">
      <h1 className="mb-3 text-lg font-semibold tracking-tight">{t("title")}</h1>
      <AuditToolbar filter={filter} patch={patch} />
      <div className="bg-card mt-3 rounded-lg border">
        {!entries && error && (
          <div className="p-4">
            <ErrorState error={error} onRetry={() => void refetch()} />
          </div>
        )}
        {!entries && !error && <AuditSkeleton />}
        {entries?.length === 0 && <EmptyState icon={ScrollText} title={t("empty")} text={t("emptyText")} />}
        {entries && entries.length > 0 && <AuditTable entries={entries} />}
      </div>
      {entries && entries.length > 0 && (
        <div className="text-muted-foreground grid justify-items-center py-4 text-xs">
          {hasNextPage ? (
            <MoreButton busy={isFetchingNextPage} onMore={() => void fetchNextPage()} />
          ) : (
            t("end")
          )}
        </div>
      )}
    </div>
  );
}

/** Asks for more when it comes into sight; also a button, for those who do not scroll. */
function MoreButton({ busy, onMore }: { busy: boolean; onMore: () => void }) {
  const t = useTranslations("audit");
  const button = useRef<HTMLButtonElement>(null);
  const more = useRef(onMore);
  useEffect(() => {
    more.current = onMore;
  });
  useEffect(() => {
    if (busy || !button.current) return;
    const watcher = new IntersectionObserver(
      (sightings) => sightings.some((sighting) => sighting.isIntersecting) && more.current(),
      { rootMargin: "600px" },
    );
    watcher.observe(button.current);
    return () => watcher.disconnect();
  }, [busy]);
  return (
    <Button ref={button} variant="outline" size="sm" disabled={busy} onClick={onMore}>
      {t("more")}
    </Button>
  );
}

function AuditSkeleton() {
  return (
    <div aria-busy className="grid gap-3 p-4">
      <Skeleton className="h-5" />
      <Skeleton className="h-5 w-11/12" />
      <Skeleton className="h-5 w-10/12" />
      <Skeleton className="h-5 w-11/12" />
    </div>
  );
}
