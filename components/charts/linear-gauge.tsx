import { cn } from "@/lib/cn";
import type { Severity } from "@/lib/contracts/severity";
import type { GaugeModel } from "./gauge-model";

const zoneFill: Record<Severity, string> = {
  ok: "fill-ok/35",
  unknown: "fill-muted",
  warning: "fill-warning/55",
  critical: "fill-critical/60",
};

const WIDTH = 200;
const BAR_TOP = 4;
const BAR_HEIGHT = 6;
const HEIGHT = BAR_TOP * 2 + BAR_HEIGHT;

/** A bar with the zones between a sensor's thresholds and a marker at its value. */
export function LinearGauge({
  model,
  label,
  className,
}: {
  model: GaugeModel;
  label: string;
  className?: string;
}) {
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      className={cn("h-3.5 w-full", className)}
    >
      {model.zones.map((zone) => (
        <rect
          key={zone.from}
          x={zone.from * WIDTH}
          y={BAR_TOP}
          width={Math.max(0, (zone.to - zone.from) * WIDTH - 1)}
          height={BAR_HEIGHT}
          className={zoneFill[zone.severity]}
        />
      ))}
      <rect
        x={Math.min(WIDTH - 2.5, Math.max(0, model.position * WIDTH - 1.25))}
        y={1}
        width={2.5}
        height={HEIGHT - 2}
        className="fill-foreground"
      />
    </svg>
  );
}
