"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePermission } from "@/components/access/use-me";
import { EmptyNote } from "@/components/host-header/empty-note";
import { useHost } from "@/components/host-header/use-host";
import { Age } from "@/components/status/age";
import { ErrorState } from "@/components/status/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";
import { DeviceCard } from "./device-card";
import { FruCard } from "./fru-card";

/** Management controller and replaceable units of a host. */
export function HardwarePage({ hostId }: { hostId: string }) {
  const t = useTranslations("hardware");
  const { detail } = useHost(hostId);
  const { allowed: mayManage } = usePermission("host.write");
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.inventory(hostId),
    queryFn: () => api.inventory(hostId),
  });
  if (!data) {
    if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return <Skeleton className="h-96 w-full" />;
  }
  if (!data.at && !data.device) return <EmptyNote title={t("notYet")}>{t("notYetHint")}</EmptyNote>;
  const present = data.frus.filter((fru) => !fru.absent);
  const absent = data.frus.filter((fru) => fru.absent);
  return (
    <div className="grid gap-3">
      {data.at && (
        <p className="text-muted-foreground text-xs">
          {t.rich("read", { age: () => <Age at={data.at} staleAfterMs={null} /> })}
        </p>
      )}
      <div className="gap-3 *:mb-3 *:break-inside-avoid lg:columns-2">
        {data.device && (
          <DeviceCard
            device={data.device}
            login={
              detail?.login && detail.loginSentence !== null
                ? { sentence: detail.loginSentence, workarounds: detail.login.workarounds }
                : null
            }
            exportUrl={mayManage ? api.learntLoginsExport() : null}
          />
        )}
        {present.map((fru) => (
          <FruCard key={fru.id} fru={fru} />
        ))}
      </div>
      {data.frus.length === 0 && <p className="text-muted-foreground">{t("noFrus")}</p>}
      {absent.length > 0 && (
        <details className="text-muted-foreground text-sm">
          <summary>{t("absent", { count: absent.length })}</summary>
          <p className="pt-1 pl-4">{absent.map((fru) => fru.name).join(", ")}</p>
        </details>
      )}
    </div>
  );
}
