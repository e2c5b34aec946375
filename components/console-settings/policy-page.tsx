"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/status/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";
import { PolicyEditor } from "./policy-editor";

/** How consoles are kept and shared. */
export function PolicyPage() {
  const t = useTranslations("console-settings.policy");
  const { data, error, refetch, dataUpdatedAt } = useQuery({
    queryKey: queryKeys.consolePolicies,
    queryFn: () => api.consolePolicies(),
    // What is being edited is not to change under one's hands.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 0,
  });
  return (
    <div className="mx-auto grid w-full max-w-3xl gap-4 pb-8">
      <p className="text-muted-foreground text-sm">{t("intro")}</p>
      {!data && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-96" />}
      {data && <PolicyEditor key={dataUpdatedAt} saved={data} />}
    </div>
  );
}
