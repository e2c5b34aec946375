"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Sparkline } from "@/components/charts/sparkline";
import { SensorState, SensorValue } from "@/components/sensors/sensor-state";
import { problemsOf } from "@/components/sensors/sensor-view";
import { useSensors } from "@/components/sensors/use-sensors";
import { SeverityLabel } from "@/components/status/severity";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { HostSummary } from "@/lib/contracts/host";

const SHOWN = 6;

/** Health in one line, and the sensors that make it what it is. */
export function HealthCard({ host }: { host: HostSummary }) {
  const t = useTranslations("host.overview");
  const { data } = useSensors(host.id);
  const problems = problemsOf(data?.sensors ?? [], SHOWN);
  const { severity, warnings, criticals } = host.health;
  const silent = host.contact.state === "failing";
  const known = severity !== "unknown" || (data?.sensors.length ?? 0) > 0;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("health")}</CardTitle>
        <CardAction>
          <Link
            href={`/hosts/${encodeURIComponent(host.id)}/sensors`}
            className="text-primary text-xs hover:underline"
          >
            {t("allSensors")}
          </Link>
        </CardAction>
      </CardHeader>
      <CardContent className="grid gap-3">
        <SeverityLabel
          severity={silent && severity === "ok" ? "unknown" : severity}
          className="text-base font-medium"
        >
          {criticals + warnings > 0
            ? t("summary", { criticals, warnings, both: criticals > 0 && warnings > 0 ? "yes" : "no" })
            : t(silent && known ? "allWellThen" : known ? "allWell" : "noSensors")}
        </SeverityLabel>
        {problems.length > 0 && (
          <ul className="divide-y rounded-md border">
            {problems.map((sensor) => (
              <li
                key={sensor.id}
                className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-3 py-2 sm:grid-cols-[minmax(0,1.3fr)_minmax(0,1.1fr)_6rem_minmax(0,1.8fr)]"
              >
                <span className="truncate font-medium">{sensor.name}</span>
                <SensorValue sensor={sensor} />
                <span className="text-chart-1 max-sm:hidden">
                  <Sparkline points={data?.history[sensor.id] ?? []} />
                </span>
                <span className="max-sm:col-span-2">
                  <SensorState sensor={sensor} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}
