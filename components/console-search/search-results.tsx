"use client";

import { Hourglass, Search, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { fromApi } from "@/components/form/field-errors";
import { EmptyState } from "@/components/status/empty-state";
import { ErrorState } from "@/components/status/error-state";
import { Button } from "@/components/ui/button";
import type { SearchStop } from "@/lib/contracts/recording";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";
import { MatchItem } from "./match-item";
import { MOST_MATCHES, type SearchFilter } from "./search-filter";
import { failureOf, type SearchRun } from "./search-run";
import { useHighlights } from "./use-highlights";
import { useSize } from "./use-size";

interface Props {
  run: SearchRun;
  filter: SearchFilter;
  /** Of what is looked for; null where the browser does not know it. */
  expression: RegExp | null;
  onSearch: (filter: SearchFilter) => void;
}

/** What was found so far, and how the search stands. */
export function SearchResults({ run, filter, expression, onSearch }: Props) {
  const t = useTranslations("console-search");
  const highlights = useHighlights(run.matches, expression);
  return (
    <>
      <Standing run={run} filter={filter} onSearch={onSearch} />
      {run.matches.length > 0 && (
        <ol aria-label={t("results")} className="grid gap-2">
          {run.matches.map((match) => (
            <MatchItem
              key={`${match.hostId} ${match.offset}`}
              match={match}
              ranges={highlights.get(match) ?? []}
            />
          ))}
        </ol>
      )}
    </>
  );
}

function Standing({ run, filter, onSearch }: Omit<Props, "expression">) {
  const t = useTranslations("console-search");
  const size = useSize();
  const count = run.matches.length;
  const again = () => onSearch(filter);
  switch (run.state) {
    case "idle":
      return <EmptyState icon={Search} title={t("startTitle")} text={t("startText")} />;
    case "running":
      return <Line>{t("running", { count })}</Line>;
    case "cancelled":
      return <Line>{t("cancelled", { count })}</Line>;
    case "failed":
      return <Failed error={run.error} onAgain={again} />;
    case "done": {
      const { stopped = null, searchedBytes = 0 } = run.end ?? {};
      const searched = size(searchedBytes);
      if (count === 0 && stopped === null) {
        const text = searchedBytes === 0 ? t("emptyNothing") : t("emptyText", { size: searched });
        return <EmptyState icon={SearchX} title={t("emptyTitle")} text={text} />;
      }
      return (
        <div className="flex flex-wrap items-center gap-3">
          <Line>
            {t("done", { count, size: searched })}
            {stopped !== null && (
              <strong className="text-warning">
                {" "}
                <Stopped stopped={stopped} count={count} />
              </strong>
            )}
          </Line>
          {count >= filter.limit && filter.limit < MOST_MATCHES && (
            <Button variant="outline" size="sm" onClick={() => onSearch({ ...filter, limit: MOST_MATCHES })}>
              {t("more", { limit: MOST_MATCHES })}
            </Button>
          )}
        </div>
      );
    }
  }
}

/** Why there may be more than what was found. */
function Stopped({ stopped, count }: { stopped: SearchStop; count: number }) {
  const t = useTranslations("console-search");
  switch (stopped.code) {
    case "limit":
      return t("stopped.limit", { count });
    case "time":
      return t("stopped.time");
    case "unreadable":
      return t("stopped.unreadable", { files: stopped.files });
  }
}

function Line({ children }: { children: React.ReactNode }) {
  return (
    <p role="status" className="text-muted-foreground text-sm">
      {children}
    </p>
  );
}

/** An expression that was refused is said at its field; the rest is said here. */
function Failed({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const t = useTranslations("console-search");
  const common = useTranslations("common");
  const phrase = usePhrase();
  if (fromApi(error).pattern) return null;
  switch (failureOf(error)) {
    case "busy":
      return (
        // Whether it is one's own other search or those of others, the engine says.
        <EmptyState
          icon={Hourglass}
          title={t("busyTitle")}
          text={error instanceof Error ? phrase(error.message) : undefined}
        >
          <Button variant="outline" onClick={onAgain}>
            {common("retry")}
          </Button>
        </EmptyState>
      );
    case "broken":
      return (
        <div role="alert" className="flex flex-wrap items-center gap-3">
          <p className="text-critical text-sm">{t("broken")}</p>
          <Button variant="outline" size="sm" onClick={onAgain}>
            {common("retry")}
          </Button>
        </div>
      );
    case "other":
      return <ErrorState error={error} onRetry={onAgain} />;
  }
}
