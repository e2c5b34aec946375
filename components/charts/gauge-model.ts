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

  const bounded = { below: lower.some(present), above: upper.some(present) };
  const [min, max] = scale(value, usable, range, bounded);
  const at = (n: number) => Math.min(1, Math.max(0, (n - min) / (max - min)));
  const zones = usable.length > 0 ? zonesOf(lower, upper, at) : [{ from: 0, to: 1, severity: "ok" as const }];
  return { min, max, zones, position: at(value) };
}

/** Thresholds say what matters; the range of the record (often −128..127) is used only where there are none. A side without a threshold begins at zero, or ends at a round number. */
function scale(
  value: number,
  marks: number[],
  range: Sensor["range"],
  bounded: { below: boolean; above: boolean },
): [number, number] {
  if (marks.length === 0 && range) return [Math.min(range.min, value), Math.max(range.max, value)];
  const lowest = Math.min(value, ...marks);
  const highest = Math.max(value, ...marks);
  const margin = (highest - lowest || Math.abs(highest) || 1) * MARGIN;
  const high = bounded.above ? highest + margin : Math.max(roundUp(value), highest + margin);
  if (lowest < 0) return [lowest - margin, high];
  return [bounded.below ? Math.max(0, lowest - margin) : 0, high];
}

/** The next 1, 2 or 5 times a power of ten: fans of one kind then share a scale although each turns at its own speed. */
function roundUp(value: number): number {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10);
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
