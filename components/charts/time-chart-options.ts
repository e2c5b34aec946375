import type uPlot from "uplot";

export interface ChartLine {
  value: number;
  severity: "warning" | "critical";
}

interface Input {
  element: Element;
  lines: readonly ChartLine[];
  unit: string;
  height: number;
  locale: string;
  /** Names of the axes in the legend. */
  names: { time: string; value: string };
}

const FONT = "11px ui-sans-serif, system-ui, sans-serif";

/** Colours as the page's style sheet has them now; a canvas cannot use variables. */
function coloursOf(element: Element) {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    axis: read("--muted-foreground"),
    grid: read("--border"),
    series: read("--chart-1"),
    warning: read("--warning"),
    critical: read("--critical"),
  };
}

/** Options of a line chart with dashed threshold lines, in the language and colours of the page. */
export function timeChartOptions({ element, lines, unit, height, locale, names }: Input): uPlot.Options {
  const colours = coloursOf(element);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const exact = new Intl.DateTimeFormat(locale, { timeStyle: "medium", hourCycle: "h23" });
  const axis = {
    stroke: colours.axis,
    font: FONT,
    grid: { stroke: colours.grid, width: 1 },
    ticks: { show: false },
  };
  const value = (v: number | null) => (v === null ? "–" : `${number.format(v)} ${unit}`.trim());

  const drawLines = (plot: uPlot) => {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.lineWidth = devicePixelRatio;
    for (const line of lines) {
      const y = plot.valToPos(line.value, "y", true);
      if (y < bbox.top || y > bbox.top + bbox.height) continue;
      ctx.strokeStyle = colours[line.severity];
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
    }
    ctx.restore();
  };

  return {
    width: element.clientWidth,
    height,
    legend: { markers: { show: false } },
    cursor: { points: { size: 7 } },
    scales: { y: { range: (_, low, high) => padded(low, high) } },
    axes: [
      {
        ...axis,
        values: (_, splits) => splits.map((s) => clock.format(new Date(s * 1000))),
        size: 28,
        space: 70,
      },
      { ...axis, size: 56, values: (_, splits) => splits.map((s) => number.format(s)) },
    ],
    series: [
      { label: names.time, value: (_, v) => (v === null ? "–" : exact.format(new Date(v * 1000))) },
      {
        label: names.value,
        stroke: colours.series,
        width: 1.75,
        points: { show: false },
        value: (_, v) => value(v),
      },
    ],
    hooks: { draw: [drawLines] },
  };
}

/** Some room above and below, and around a constant value. */
function padded(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [0, 1];
  const room = (high - low) * 0.15 || Math.max(Math.abs(high) * 0.05, 0.5);
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
}
