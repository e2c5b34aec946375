import type { Sensor } from "@/lib/contracts/sensor";
import { type Severity, severities } from "@/lib/contracts/severity";

export type SensorGroupName = Sensor["group"];

/** Order of the groups on the page. */
const groupOrder: readonly SensorGroupName[] = [
  "temperature",
  "fan",
  "power",
  "power-supply",
  "voltage",
  "current",
  "processor",
  "memory",
  "storage",
  "other",
];

export interface SensorFilter {
  text: string;
  severity: Severity | null;
  /** Warning and critical only. */
  problems: boolean;
}

export interface SensorGroup {
  name: SensorGroupName;
  worst: Severity;
  sensors: Sensor[];
}

export interface SensorView {
  groups: SensorGroup[];
  /** Not present, unavailable, disabled or failed to read: shown folded. */
  silent: Sensor[];
  /** How many sensors match the filter, silent ones included. */
  shown: number;
}

export const isProblem = (sensor: Pick<Sensor, "severity">): boolean =>
  sensor.severity === "warning" || sensor.severity === "critical";

const rank = (severity: Severity) => severities.indexOf(severity);
const byWorst = (a: Sensor, b: Sensor) => rank(b.severity) - rank(a.severity);

/**
 * Filters sensors and groups them; within a group the BMC's own order stays, as it follows the board. What is looked for is
 * found in the engine's words and, by `inWords`, in those of the page.
 */
export function viewSensors(
  sensors: readonly Sensor[],
  filter: SensorFilter,
  inWords: (text: string) => string = (text) => text,
): SensorView {
  const words = filter.text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const matching = sensors.filter((sensor) => {
    if (filter.severity && sensor.severity !== filter.severity) return false;
    if (filter.problems && !isProblem(sensor)) return false;
    if (words.length === 0) return true;
    const told = [sensor.type, sensor.entity, sensor.text];
    const text = [sensor.name, ...told, ...told.map(inWords)].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const speaking = matching.filter((s) => s.availability === "ok");
  const groups = groupOrder.flatMap((name) => {
    const members = speaking.filter((s) => s.group === name);
    const worst = [...members].sort(byWorst)[0];
    return worst ? [{ name, worst: worst.severity, sensors: members }] : [];
  });
  return { groups, silent: matching.filter((s) => s.availability !== "ok"), shown: matching.length };
}

/** What to look at first: problems, worst first; at most `limit`. */
export function problemsOf(sensors: readonly Sensor[], limit: number): Sensor[] {
  return sensors.filter(isProblem).sort(byWorst).slice(0, limit);
}
