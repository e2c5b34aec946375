import type { Query } from "@/lib/api-client";
import { EventQuery } from "@/lib/contracts/event";
import { Severity } from "@/lib/contracts/severity";

export type ArchivedChoice = NonNullable<EventQuery["archived"]>;

export interface EventFilter {
  search: string;
  severity: Severity | null;
  archived: ArchivedChoice;
}

/** Reads the filter from the address; what it does not know counts as not set. */
export function filterOf(params: Pick<URLSearchParams, "get">): EventFilter {
  return {
    search: (params.get("q") ?? "").slice(0, 200),
    severity: Severity.safeParse(params.get("severity")).data ?? null,
    archived: EventQuery.shape.archived.safeParse(params.get("archived") ?? undefined).data ?? "exclude",
  };
}

/** The filter as parameters of the address; defaults are left out. */
export function paramsOf({ search, severity, archived }: EventFilter): Record<string, string> {
  return { q: search, severity: severity ?? "", archived: archived === "exclude" ? "" : archived };
}

/** The filter as the API wants it: events are sought in the words they are shown in, too. */
export function queryOf({ search, severity, archived }: EventFilter, language: string): Query {
  const sought = search.trim();
  return {
    ...(sought !== "" && { search: sought, language }),
    severity: severity ?? undefined,
    archived,
  };
}

export const isFiltered = ({ search, severity }: EventFilter): boolean => search !== "" || severity !== null;
