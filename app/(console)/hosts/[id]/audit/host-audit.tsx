"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePermission } from "@/components/access/use-me";
import { AuditTable } from "@/components/audit/audit-table";
import { EmptyNote } from "@/components/host-header/empty-note";
import { ErrorState } from "@/components/status/error-state";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

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
    if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return <Skeleton className="h-80 w-full" />;
  }
  const entries = data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <EmptyNote title={t("empty")} />;
  return (
    <section aria-label={t("title")} className="grid gap-3">
      <div className="bg-card overflow-hidden rounded-lg border">
        <AuditTable entries={entries} withHost={false} />
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
