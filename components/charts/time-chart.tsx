"use client";

import "uplot/dist/uPlot.min.css";
import { useLocale, useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import type { Point } from "./sparkline-path";
import { type ChartLine, timeChartOptions } from "./time-chart-options";

interface Props {
  points: readonly Point[];
  unit: string;
  /** Horizontal lines, e.g. thresholds. */
  lines: readonly ChartLine[];
  label: string;
}

const HEIGHT = 180;

/** A value over time with its thresholds: the reading under the pointer, zoom by dragging, back by double click. */
export function TimeChart(props: Props) {
  const { resolvedTheme } = useTheme();
  const marks = JSON.stringify(props.lines);
  // A canvas keeps the colours it was drawn with: another theme is another chart.
  return <Plot key={`${resolvedTheme} ${marks}`} {...props} />;
}

function Plot({ points, unit, lines, label }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const locale = useLocale();
  const t = useTranslations("sensors.legend");
  const [time, value] = [t("time"), t("value")];
  // By key the lines never change during the life of this component.
  const drawn = useRef(lines);

  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const options = timeChartOptions({
      element,
      lines: drawn.current,
      unit,
      height: HEIGHT,
      locale,
      names: { time, value },
    });
    const chart = new uPlot(options, [[], []], element);
    plot.current = chart;
    const observer = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
      plot.current = null;
    };
  }, [unit, locale, time, value]);

  useEffect(() => {
    plot.current?.setData([points.map((p) => p[0] / 1000), points.map((p) => p[1])]);
  }, [points]);

  return (
    <div
      ref={holder}
      role="img"
      aria-label={label}
      className="[&_.u-legend]:text-muted-foreground w-full min-w-0 overflow-hidden [&_.u-label]:!font-normal [&_.u-legend]:text-xs"
    />
  );
}
