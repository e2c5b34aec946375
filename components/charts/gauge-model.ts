import type { Sensor } from "@/lib/contracts/sensor";
import type { Severity } from "@/lib/contracts/severity";

export interface GaugeZone {
  /** Share of the gauge's width, 0..1. */
  from: number;
  to: number;
  severity: Severity;
}

export interface GaugeModel {
  min: number;
  max: number;
  zones: GaugeZone[];
  /** Where the value is, 0..1; a value beyond the scale sits at its end. */
  position: number;
}

/** Part of the scale kept free beyond the outermost threshold or value. */
const MARGIN = 0.12;

type Input = Pick<Sensor, "value" | "thresholds" | "range">;

const present = (n: number | null | undefined): n is number => typeof n === "number" && Number.isFinite(n);

/**
 * A linear gauge for an analog sensor: scale, coloured zones between the thresholds, and the marker.
 * Thresholds that are not in ascending order (some BMCs report all zeroes or swapped ones) give no zones.
 * Null when there is no value, or nothing to compare it with.
 */
export function gaugeModel({ value, thresholds, range }: Input): GaugeModel | null {
  if (!present(value)) return null;
  const lower = [thresholds?.lowerNonRecoverable, thresholds?.lowerCritical, thresholds?.lowerNonCritical];
  const upper = [thresholds?.upperNonCritical, thresholds?.upperCritical, thresholds?.upperNonRecoverable];
  const marks = [...lower, ...upper].filter(present);
  const ordered = marks.every((mark, i) => i === 0 || mark >= (marks[i - 1] ?? mark));
  const distinct = marks.length < 2 || new Set(marks).size > 1;
  const usable = ordered && distinct ? marks : [];
  if (usable.length === 0 && (!range || range.max <= range.min)) return null;

  const [min, max] = scale(value, usable, range);
  const at = (n: number) => Math.min(1, Math.max(0, (n - min) / (max - min)));
  const zones = usable.length > 0 ? zonesOf(lower, upper, at) : [{ from: 0, to: 1, severity: "ok" as const }];
  return { min, max, zones, position: at(value) };
}

/** Thresholds say what matters; the range of the record (often −128..127) is used only where there are none. */
function scale(value: number, marks: number[], range: Sensor["range"]): [number, number] {
  if (marks.length === 0 && range) return [Math.min(range.min, value), Math.max(range.max, value)];
  const low = Math.min(value, ...marks);
  const high = Math.max(value, ...marks);
  const margin = (high - low || Math.abs(high) || 1) * MARGIN;
  const nonNegative = low >= 0 && (range?.min ?? 0) >= 0;
  return [nonNegative ? Math.max(0, low - margin) : low - margin, high + margin];
}

type Mark = number | null | undefined;

function zonesOf(lower: Mark[], upper: Mark[], at: (n: number) => number): GaugeZone[] {
  const [lnr, lc, lnc] = lower;
  const [unc, uc, unr] = upper;
  const criticalBelow = present(lc) ? lc : lnr;
  const criticalAbove = present(uc) ? uc : unr;
  const edges: { at: number; below: Severity; above: Severity }[] = [];
  if (present(criticalBelow))
    edges.push({ at: at(criticalBelow), below: "critical", above: present(lnc) ? "warning" : "ok" });
  if (present(lnc)) edges.push({ at: at(lnc), below: "warning", above: "ok" });
  if (present(unc)) edges.push({ at: at(unc), below: "ok", above: "warning" });
  if (present(criticalAbove))
    edges.push({ at: at(criticalAbove), below: present(unc) ? "warning" : "ok", above: "critical" });

  const zones: GaugeZone[] = [];
  let from = 0;
  for (const edge of edges) {
    if (edge.at > from) zones.push({ from, to: edge.at, severity: edge.below });
    from = Math.max(from, edge.at);
  }
  const last = edges.at(-1);
  if (from < 1) zones.push({ from, to: 1, severity: last?.above ?? "ok" });
  return zones;
}
