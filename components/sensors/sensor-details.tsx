"use client";

import { useTranslations } from "next-intl";
import type { Point } from "@/components/charts/sparkline-path";
import { TimeChart } from "@/components/charts/time-chart";
import type { ChartLine } from "@/components/charts/time-chart-options";
import type { Sensor, Thresholds } from "@/lib/contracts/sensor";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";

const thresholdOrder = [
  "upperNonRecoverable",
  "upperCritical",
  "upperNonCritical",
  "lowerNonCritical",
  "lowerCritical",
  "lowerNonRecoverable",
] as const satisfies (keyof Thresholds)[];

const isWarning = (name: keyof Thresholds) => name === "upperNonCritical" || name === "lowerNonCritical";

/** Chart, thresholds and the record's particulars of one sensor. */
export function SensorDetails({ sensor, history }: { sensor: Sensor; history: readonly Point[] }) {
  const t = useTranslations("sensors");
  const phrase = usePhrase();
  const set = thresholdOrder.flatMap((name) => {
    const value = sensor.thresholds?.[name];
    return typeof value === "number" ? [{ name, value }] : [];
  });
  const lines = set.map<ChartLine>(({ name, value }) => ({
    value,
    severity: isWarning(name) ? "warning" : "critical",
  }));
  const values = history.map((p) => p[1]);
  return (
    <div className="grid gap-4 lg:grid-cols-[1fr_minmax(14rem,20rem)]">
      {sensor.kind === "analog" && (
        <div className="min-w-0">
          {history.length > 1 ? (
            <TimeChart
              points={history}
              unit={sensor.unit}
              lines={lines}
              label={t("chart", { name: sensor.name })}
            />
          ) : (
            <p className="text-muted-foreground py-8 text-center">{t("chartShort")}</p>
          )}
        </div>
      )}
      <dl className="grid grid-cols-[auto_1fr] content-start gap-x-4 gap-y-1 text-xs [&_dd]:break-words [&_dt]:text-muted-foreground">
        {set.map(({ name, value }) => (
          <Fact key={name} term={t(`threshold.${name}`)} value={`${value} ${sensor.unit}`.trim()} />
        ))}
        {values.length > 1 && (
          <>
            <Fact term={t("minimum")} value={`${Math.min(...values)} ${sensor.unit}`.trim()} />
            <Fact term={t("maximum")} value={`${Math.max(...values)} ${sensor.unit}`.trim()} />
          </>
        )}
        <Fact term={t("type")} value={phrase(sensor.type)} />
        {sensor.entity && <Fact term={t("entity")} value={phrase(sensor.entity)} />}
        {sensor.raw !== null && (
          <Fact term={t("raw")} value={`0x${sensor.raw.toString(16).padStart(2, "0")}`} mono />
        )}
        <Fact term={t("id")} value={sensor.id} mono />
      </dl>
    </div>
  );
}

function Fact({ term, value, mono = false }: { term: string; value: string; mono?: boolean }) {
  return (
    <>
      <dt>{term}</dt>
      <dd className={mono ? "font-mono" : undefined}>{value}</dd>
    </>
  );
}
