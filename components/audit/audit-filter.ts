import type { Query } from "@/lib/api-client";
import { AuditOutcome } from "@/lib/contracts/audit";

/** What the audit page shows, as its address says it. Dates are days in the reader's own zone, both inclusive. */
export interface AuditFilter {
  readonly search: string;
  readonly actor: string;
  readonly action: string;
  readonly outcome: AuditOutcome | null;
  /** `YYYY-MM-DD` or empty. */
  readonly since: string;
  readonly until: string;
}

export const auditParams = ["q", "actor", "action", "outcome", "since", "until"] as const;

const day = (text: string | null) => (text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : "");

export function parseAuditFilter(params: { get(name: string): string | null }): AuditFilter {
  return {
    search: params.get("q") ?? "",
    actor: params.get("actor") ?? "",
    action: params.get("action") ?? "",
    outcome: AuditOutcome.safeParse(params.get("outcome")).data ?? null,
    since: day(params.get("since")),
    until: day(params.get("until")),
  };
}

export function isFiltered(filter: AuditFilter): boolean {
  return Object.values(filter).some((value) => value !== null && value !== "");
}

/** Start of the local day; `offset` days later for the end of an inclusive range. Undefined for a day that is none. */
function localDay(text: string, offset: number): string | undefined {
  const [year, month, date] = text.split("-").map(Number);
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const at = new Date(year, month - 1, date + offset);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** The filter as the API wants it. */
export function auditQuery(filter: AuditFilter): Query {
  return {
    search: filter.search,
    actor: filter.actor,
    action: filter.action,
    outcome: filter.outcome ?? undefined,
    since: localDay(filter.since, 0),
    until: localDay(filter.until, 1),
  };
}
