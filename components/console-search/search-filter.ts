import type { ConsoleSearch } from "@/lib/contracts/recording";

export const FIRST_LIMIT = 200;
export const MOST_MATCHES = 1000;

/** What is looked for, as the address and the form have it. Moments are ISO; "" for none. */
export interface SearchFilter {
  readonly pattern: string;
  readonly regex: boolean;
  readonly caseSensitive: boolean;
  readonly hosts: readonly string[];
  readonly tags: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly limit: number;
}

const list = (text: string | null) => (text ?? "").split(",").filter(Boolean);

function moment(text: string | null): string {
  const parsed = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(parsed) ? "" : new Date(parsed).toISOString();
}

/** Reads the filter from the address; what it does not know counts as not set. */
export function filterOf(params: Pick<URLSearchParams, "get">): SearchFilter {
  return {
    pattern: (params.get("q") ?? "").slice(0, 500),
    regex: params.get("regex") === "1",
    caseSensitive: params.get("case") === "1",
    hosts: list(params.get("hosts")),
    tags: list(params.get("tags")),
    from: moment(params.get("from")),
    until: moment(params.get("until")),
    limit: params.get("limit") === String(MOST_MATCHES) ? MOST_MATCHES : FIRST_LIMIT,
  };
}

/** The filter as parameters of the address; defaults are left out. */
export function paramsOf(filter: SearchFilter): Record<string, string> {
  return {
    q: filter.pattern,
    regex: filter.regex ? "1" : "",
    case: filter.caseSensitive ? "1" : "",
    hosts: filter.hosts.join(","),
    tags: filter.tags.join(","),
    from: filter.from,
    until: filter.until,
    limit: filter.limit === FIRST_LIMIT ? "" : String(filter.limit),
  };
}

/** The filter as the API wants it. */
export function requestOf({ from, until, hosts, tags, ...rest }: SearchFilter): ConsoleSearch {
  return {
    ...rest,
    hosts: [...hosts],
    tags: [...tags],
    ...(from !== "" && { from }),
    ...(until !== "" && { until }),
  };
}

/** An expression for highlighting what the search found; null where the browser does not know the expression. */
export function expressionOf({ pattern, regex, caseSensitive }: SearchFilter): RegExp | null {
  const source = regex ? pattern : pattern.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  try {
    return new RegExp(source, caseSensitive ? "g" : "gi");
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
