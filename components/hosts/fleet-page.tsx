"use client";

import { Plus, SearchX, Server } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { usePermission } from "@/components/access/use-me";
import { useUrlParams } from "@/components/data-table/url-params";
import { useHotkeys } from "@/components/shell/hotkeys";
import { EmptyState } from "@/components/status/empty-state";
import { ErrorState } from "@/components/status/error-state";
import { Button } from "@/components/ui/button";
import type { HostSummary } from "@/lib/contracts/host";
import { FleetSkeleton } from "./fleet-skeleton";
import { FleetSummary } from "./fleet-summary";
import { FleetTable } from "./fleet-table";
import { FleetToolbar } from "./fleet-toolbar";
import { HostSheet, NEW_HOST } from "./host-sheet";
import { RemoveHostDialog } from "./remove-host-dialog";
import { type Fleet, useFleet } from "./use-fleet";
import { useRowCursor } from "./use-row-cursor";

/** All hosts: how they are at a glance, found in a few keys, acted on in the row. */
export function FleetPage() {
  const t = useTranslations("hosts");
  const fleet = useFleet();
  const { params } = useUrlParams();
  const [removing, setRemoving] = useState<HostSummary | null>(null);
  const { allowed } = usePermission("host.write");
  const { patch, data } = fleet;
  useHotkeys({ n: () => allowed && patch({ add: "1" }) });
  return (
    <>
      <h1 className="sr-only">{t("title")}</h1>
      <FleetContent fleet={fleet} onRemove={setRemoving} />
      {allowed && (
        <HostSheet
          target={params.has("add") ? NEW_HOST : params.get("edit")}
          onClose={() => patch({ add: null, edit: null })}
        />
      )}
      <RemoveHostDialog host={removing} onClose={() => setRemoving(null)} />
      <p role="status" className="sr-only">
        {data && t("countOf", { shown: data.shown.length, total: data.all.length })}
      </p>
    </>
  );
}

function FleetContent({ fleet, onRemove }: { fleet: Fleet; onRemove: (host: HostSummary) => void }) {
  const t = useTranslations("hosts");
  const { data, filter, patch, error, retry, clearFilters } = fleet;
  const cursor = useRowCursor(data?.shown ?? []);
  if (!data) {
    return error ? (
      <div className="p-4">
        <ErrorState error={error} onRetry={retry} />
      </div>
    ) : (
      <div className="pt-24">
        <FleetSkeleton />
      </div>
    );
  }
  if (data.all.length === 0) return <NoHosts onAdd={() => patch({ add: "1" })} />;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2.5 px-4 py-3">
        <FleetSummary counts={data.counts} filter={filter} patch={patch} />
        <FleetToolbar fleet={fleet} tags={data.tags} onSearchDown={() => cursor.move(0)} />
      </div>
      {data.shown.length === 0 ? (
        <EmptyState icon={SearchX} title={t("noMatch.title")} text={t("noMatch.text")}>
          <Button variant="outline" onClick={clearFilters}>
            {t("filter.clear")}
          </Button>
        </EmptyState>
      ) : (
        <FleetTable
          hosts={data.shown}
          sort={filter.sort}
          onSort={(sort) => patch({ sort: sort === "name" ? null : sort })}
          cursor={cursor}
          actions={{ onEdit: (host) => patch({ edit: host.id }), onRemove }}
        />
      )}
    </>
  );
}

function NoHosts({ onAdd }: { onAdd: () => void }) {
  const t = useTranslations("hosts");
  const { allowed } = usePermission("host.write");
  return (
    <EmptyState icon={Server} title={t("empty.title")} text={allowed ? t("empty.text") : t("empty.noRight")}>
      {allowed && (
        <Button onClick={onAdd}>
          <Plus aria-hidden /> {t("add")}
        </Button>
      )}
    </EmptyState>
  );
}
