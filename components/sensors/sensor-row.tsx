"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, useId, useState } from "react";
import { gaugeModel } from "@/components/charts/gauge-model";
import { LinearGauge } from "@/components/charts/linear-gauge";
import { Sparkline } from "@/components/charts/sparkline";
import type { Point } from "@/components/charts/sparkline-path";
import { cn } from "@/lib/cn";
import type { Sensor } from "@/lib/contracts/sensor";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";
import { SensorDetails } from "./sensor-details";
import { SensorState, SensorValue } from "./sensor-state";

/** Columns shared by all rows; on a phone value and state stand under the name. */
export const sensorColumns =
  "grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 md:grid-cols-[minmax(9rem,2fr)_minmax(6rem,1fr)_minmax(7rem,2fr)_6rem_minmax(9rem,2fr)]";

const none: readonly Point[] = [];

/** One sensor; opens to its chart and particulars. */
export const SensorRow = memo(function SensorRow({
  sensor,
  history = none,
}: {
  sensor: Sensor;
  history?: readonly Point[] | undefined;
}) {
  const t = useTranslations("sensors");
  const phrase = usePhrase();
  const severityWord = useTranslations("common.severity");
  const [open, setOpen] = useState(false);
  const details = useId();
  const gauge = gaugeModel(sensor);
  const state = phrase(sensor.stateText) || severityWord(sensor.severity);
  return (
    <tbody className="block border-t">
      <tr
        className={cn(
          sensorColumns,
          "hover:bg-accent/40 relative px-3 py-2",
          sensor.severity === "critical" && "bg-critical/6",
          sensor.severity === "warning" && "bg-warning/6",
        )}
      >
        <th scope="row" className="min-w-0 text-left font-normal">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={details}
            title={t(open ? "close" : "details", { name: sensor.name })}
            onClick={() => setOpen(!open)}
            className="flex max-w-full items-center gap-1.5 rounded-sm text-left after:absolute after:inset-0"
          >
            <ChevronRight
              aria-hidden
              className={cn(
                "text-muted-foreground size-3.5 shrink-0 transition-transform",
                open && "rotate-90",
              )}
            />
            <span className="truncate">{sensor.name}</span>
          </button>
        </th>
        <td className="text-right md:text-left">
          <SensorValue sensor={sensor} />
        </td>
        <td className="max-md:order-last max-md:col-span-2">
          {gauge && (
            <LinearGauge model={gauge} label={t("gauge", { name: sensor.name, value: sensor.text, state })} />
          )}
        </td>
        <td className="text-chart-1 max-md:hidden">
          <Sparkline points={history} />
        </td>
        <td className="max-md:col-span-2">
          <SensorState sensor={sensor} />
        </td>
      </tr>
      {open && (
        <tr className="block">
          <td colSpan={5} id={details} className="bg-muted/30 block border-t px-3 py-3 md:px-8">
            <SensorDetails sensor={sensor} history={history} />
          </td>
        </tr>
      )}
    </tbody>
  );
});
