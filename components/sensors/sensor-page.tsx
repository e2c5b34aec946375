"use client";

import { useTranslations } from "next-intl";
import { EmptyNote } from "@/components/host-header/empty-note";
import { useUrlFilter } from "@/components/host-header/use-url-filter";
import { Age } from "@/components/status/age";
import { ErrorState } from "@/components/status/error-state";
import { SeverityIcon } from "@/components/status/severity";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import type { Sensor, SensorList } from "@/lib/contracts/sensor";
import { Severity } from "@/lib/contracts/severity";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";
import { SensorRow, sensorColumns } from "./sensor-row";
import { SensorToolbar } from "./sensor-toolbar";
import { type SensorFilter, type SensorGroup, viewSensors } from "./sensor-view";
import { useSensors } from "./use-sensors";

/** Live sensors of a host, grouped, filtered by what the address says. */
export function SensorPage({ hostId }: { hostId: string }) {
  const { data, error, refetch } = useSensors(hostId);
  const [params, setParams] = useUrlFilter();
  const filter: SensorFilter = {
    text: params.get("q") ?? "",
    severity: Severity.safeParse(params.get("severity")).data ?? null,
    problems: params.get("problems") === "1",
  };
  const change = (next: Partial<SensorFilter>) => {
    const { text, severity, problems } = { ...filter, ...next };
    setParams({ q: text, severity: severity ?? "", problems: problems ? "1" : "" });
  };
  if (!data) {
    if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return <Skeleton className="h-96 w-full" />;
  }
  return (
    <div className="grid gap-3">
      <SensorToolbar hostId={hostId} filter={filter} onChange={change} />
      <SensorGroups
        list={data}
        filter={filter}
        onClear={() => change({ text: "", severity: null, problems: false })}
      />
    </div>
  );
}

function SensorGroups(props: { list: SensorList; filter: SensorFilter; onClear: () => void }) {
  const t = useTranslations("sensors");
  const phrase = usePhrase();
  const { sensors, at, history } = props.list;
  if (sensors.length === 0)
    return at ? (
      <EmptyNote title={t("none")} />
    ) : (
      <EmptyNote title={t("notYet")}>{t("notYetHint")}</EmptyNote>
    );
  const view = viewSensors(sensors, props.filter, phrase);
  return (
    <>
      <p className="text-muted-foreground flex flex-wrap gap-x-3 text-xs">
        <span>{t("shown", { shown: view.shown, total: sensors.length })}</span>
        {at && <span>{t.rich("read", { age: () => <Age at={at} /> })}</span>}
      </p>
      {view.shown === 0 && (
        <EmptyNote title={t("noMatch")}>
          <Button variant="outline" size="sm" onClick={props.onClear}>
            {t("clearFilter")}
          </Button>
        </EmptyNote>
      )}
      {view.groups.map((group) => (
        <GroupCard key={group.name} group={group} history={history} />
      ))}
      {view.silent.length > 0 && <SilentSensors sensors={view.silent} />}
    </>
  );
}

function GroupCard({ group, history }: { group: SensorGroup; history: SensorList["history"] }) {
  const t = useTranslations("sensors");
  return (
    <section aria-label={t(`group.${group.name}`)} className="bg-card overflow-hidden rounded-lg border">
      <table className="block w-full">
        <thead className="block">
          <tr
            className={cn(sensorColumns, "bg-muted/50 text-muted-foreground px-3 py-1.5 text-left text-xs")}
          >
            <th scope="col" className="text-foreground flex items-center gap-2 text-sm font-semibold">
              {group.worst !== "ok" && <SeverityIcon severity={group.worst} className="size-3.5" />}
              {t(`group.${group.name}`)}
              <span className="text-muted-foreground font-normal">{group.sensors.length}</span>
            </th>
            {(["value", "range", "trend", "state"] as const).map((column) => (
              <th key={column} scope="col" className="font-normal max-md:hidden">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {group.sensors.map((sensor) => (
          <SensorRow key={sensor.id} sensor={sensor} history={history[sensor.id]} />
        ))}
      </table>
    </section>
  );
}

function SilentSensors({ sensors }: { sensors: readonly Sensor[] }) {
  const t = useTranslations("sensors");
  const phrase = usePhrase();
  return (
    <details className="bg-card rounded-lg border">
      <summary className="text-muted-foreground px-3 py-2">{t("silent", { count: sensors.length })}</summary>
      <ul className="border-t">
        {sensors.map((sensor) => (
          <li
            key={sensor.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t px-3 py-1.5 first:border-t-0"
          >
            <span className="min-w-40">{sensor.name}</span>
            <Badge variant="muted">{t(`availability.${sensor.availability}`)}</Badge>
            <span className="text-muted-foreground text-xs">{phrase(sensor.reason)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
