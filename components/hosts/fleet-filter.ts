import { type HostSummary, PowerState } from "@/lib/contracts/host";
import { Severity } from "@/lib/contracts/severity";

export const sortKeys = ["power", "name", "health", "draw", "model", "seen"] as const;
export type SortKey = (typeof sortKeys)[number];
export const contactStates = ["new", "online", "failing"] as const;
export type ContactState = (typeof contactStates)[number];

/** What the fleet page shows, as its address says it. */
export interface FleetFilter {
  readonly search: string;
  readonly power: PowerState | null;
  readonly health: Severity | null;
  readonly contact: ContactState | null;
  /** A host has all of them. */
  readonly tags: readonly string[];
  readonly sort: { readonly key: SortKey; readonly descending: boolean };
}

/** Names in the address that hold a filter (not the sort). */
export const filterParams = ["q", "power", "health", "contact", "tag"] as const;

interface Params {
  get(name: string): string | null;
  getAll(name: string): string[];
}

/** Reads `?q=&power=&health=&contact=&tag=&sort=-name`; what it does not know it leaves out. */
export function parseFleetFilter(params: Params): FleetFilter {
  const sort = params.get("sort") ?? "name";
  const key = sort.replace(/^-/, "");
  return {
    search: params.get("q") ?? "",
    power: PowerState.safeParse(params.get("power")).data ?? null,
    health: Severity.safeParse(params.get("health")).data ?? null,
    contact: contactStates.find((state) => state === params.get("contact")) ?? null,
    tags: params.getAll("tag"),
    sort: { key: sortKeys.find((known) => known === key) ?? "name", descending: sort.startsWith("-") },
  };
}

/** Filters besides the search that are set. */
export function countFilters(filter: FleetFilter): number {
  return (
    [filter.power, filter.health, filter.contact].filter((set) => set !== null).length + filter.tags.length
  );
}

/** Every word of the search is in the name, address, model, serial, note or a tag. */
function matchesSearch(host: HostSummary, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const { name, address, manufacturer, model, serial, note, tags } = host;
  const text = [name, address, manufacturer, model, serial, note, ...tags].join("\n").toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The hosts the filter lets through, in the order given. */
export function filterHosts(hosts: readonly HostSummary[], filter: FleetFilter): HostSummary[] {
  const { power, health, contact, tags, search } = filter;
  return hosts.filter(
    (host) =>
      (power === null || host.power.state === power) &&
      (health === null || host.health.severity === health) &&
      (contact === null || host.contact.state === contact) &&
      tags.every((tag) => host.tags.includes(tag)) &&
      matchesSearch(host, search),
  );
}

export interface FleetCounts {
  readonly all: number;
  readonly on: number;
  readonly off: number;
  readonly failing: number;
  readonly critical: number;
  readonly warning: number;
}

export function countFleet(hosts: readonly HostSummary[]): FleetCounts {
  const count = (test: (host: HostSummary) => boolean) => hosts.filter(test).length;
  return {
    all: hosts.length,
    on: count((h) => h.power.state === "on"),
    off: count((h) => h.power.state === "off"),
    failing: count((h) => h.contact.state === "failing"),
    critical: count((h) => h.health.severity === "critical"),
    warning: count((h) => h.health.severity === "warning"),
  };
}

/** Tags in use, each once, in order. */
export function tagsOf(hosts: readonly HostSummary[]): string[] {
  return [...new Set(hosts.flatMap((host) => host.tags))].sort((a, b) => a.localeCompare(b));
}
