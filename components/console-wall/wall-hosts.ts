import type { HostSummary } from "@/lib/contracts/host";

/** So many consoles are shown at once. */
export const MOST_TILES = 36;

/** What the address of a wall says: hosts one by one, a tag, or nothing yet. */
export interface WallChoice {
  readonly hosts: readonly string[];
  readonly tag: string | null;
}

export function readChoice(params: URLSearchParams): WallChoice {
  const hosts = (params.get("hosts") ?? "").split(",").filter(Boolean);
  return { hosts, tag: params.get("tag") };
}

export function writeChoice({ hosts, tag }: WallChoice): string {
  const params = new URLSearchParams();
  if (tag !== null) params.set("tag", tag);
  else if (hosts.length > 0) params.set("hosts", hosts.join(","));
  return params.toString();
}

/** The hosts on the wall in the order they are shown, and how many there was no room for. */
export function wallHosts(
  all: readonly HostSummary[],
  { hosts, tag }: WallChoice,
): { readonly shown: readonly HostSummary[]; readonly left: number } {
  const byId = new Map(all.map((host) => [host.id, host]));
  const chosen =
    tag === null
      ? hosts.flatMap((id) => byId.get(id) ?? [])
      : all.filter((host) => host.tags.includes(tag)).sort((a, b) => a.name.localeCompare(b.name));
  return { shown: chosen.slice(0, MOST_TILES), left: Math.max(0, chosen.length - MOST_TILES) };
}
