import type { HostSummary } from "@/lib/contracts/host";
import { severities } from "@/lib/contracts/severity";
import type { SortKey } from "./fleet-filter";

const powerRank = { on: 0, off: 1, unknown: 2 } as const;
const names = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** A host that does not answer is worse than any sensor. */
function healthRank(host: HostSummary): number {
  return host.contact.state === "failing" ? severities.length : severities.indexOf(host.health.severity);
}

const byName = (a: HostSummary, b: HostSummary) => names.compare(a.name, b.name);

/** What is not known comes last, whichever way. */
function known<T>(value: (host: HostSummary) => T | null, compare: (a: T, b: T) => number) {
  return (a: HostSummary, b: HostSummary, direction: number) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return compare(x, y) * direction;
  };
}

const comparers: Record<SortKey, (a: HostSummary, b: HostSummary, direction: number) => number> = {
  name: (a, b, direction) => byName(a, b) * direction,
  power: (a, b, direction) => (powerRank[a.power.state] - powerRank[b.power.state]) * direction,
  health: (a, b, direction) => (healthRank(b) - healthRank(a)) * direction,
  draw: known(
    (h) => h.powerDrawWatts,
    (a, b) => a - b,
  ),
  model: known((h) => h.model, names.compare),
  seen: known(
    (h) => h.contact.lastSeenAt,
    (a, b) => b.localeCompare(a),
  ),
};

/** A sorted copy. Health ascending is worst first; equal hosts are in the order of their names. */
export function sortHosts(
  hosts: readonly HostSummary[],
  sort: { readonly key: SortKey; readonly descending: boolean },
): HostSummary[] {
  const compare = comparers[sort.key];
  const direction = sort.descending ? -1 : 1;
  return [...hosts].sort((a, b) => compare(a, b, direction) || byName(a, b));
}
