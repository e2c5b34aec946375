interface ExplainedCell {
  readonly peer: string;
  readonly connection: string;
  readonly verb: string;
  readonly outcome: string;
  readonly reason: string | null;
}

export const RUN_FILE: string;
export const PAGE_FILE: string;
export const REGENERATE: string;
export function interoperabilityPage(run: {
  readonly engine: readonly ExplainedCell[];
  readonly clients: readonly ExplainedCell[];
  readonly guest: readonly ExplainedCell[] | { readonly missing: string };
}): string;
