"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { EmptyNote } from "@/components/host-header/empty-note";
import { HostHeader } from "@/components/host-header/host-header";
import { HostTabs } from "@/components/host-header/host-tabs";
import { useHost } from "@/components/host-header/use-host";
import { ErrorState } from "@/components/status/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/api-client";

/** Header and tabs of a host around the page of a tab. */
export function HostFrame({ id, children }: { id: string; children: ReactNode }) {
  const t = useTranslations("host");
  const { host, detail, error, refetch } = useHost(id);
  const name = host?.name;
  useEffect(() => {
    if (name) document.title = `${name} · Lightsout`;
  }, [name]);
  return (
    <div className="mx-auto flex w-full max-w-[100rem] min-w-0 flex-1 flex-col gap-4 px-3 py-3 sm:px-5">
      <Link
        href="/"
        className="text-muted-foreground hover:text-foreground -mb-2 inline-flex items-center gap-0.5 justify-self-start text-xs"
      >
        <ChevronLeft aria-hidden className="size-3.5" />
        {t("back")}
      </Link>
      {host ? (
        <>
          <HostHeader host={host} detail={detail} />
          <HostTabs host={host} />
          {children}
        </>
      ) : (
        <Missing error={error} onRetry={() => void refetch()} />
      )}
    </div>
  );
}

function Missing({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  const t = useTranslations("host");
  if (!error) return <Skeleton className="h-20 w-full" />;
  if (error instanceof ApiError && error.status === 404)
    return (
      <EmptyNote heading="h1" title={t("notFound")}>
        {t("notFoundHint")}
      </EmptyNote>
    );
  return <ErrorState error={error} onRetry={onRetry} />;
}
