"use client";

import { useEffect, useMemo, useRef } from "react";
import { fromApi } from "@/components/form/field-errors";
import { useUrlFilter } from "@/components/host-header/use-url-filter";
import { expressionOf, filterOf, paramsOf, type SearchFilter } from "./search-filter";
import { SearchForm } from "./search-form";
import { SearchResults } from "./search-results";
import { useConsoleSearch } from "./use-console-search";

/** Looks through everything the hosts printed. The address holds what for: a link searches again. */
export function SearchPage() {
  const [params, setParams] = useUrlFilter();
  const filter = useMemo(() => filterOf(params), [params]);
  const { run, start, cancel } = useConsoleSearch();
  const expression = useMemo(() => expressionOf(filter), [filter]);
  const opened = useRef(false);
  useEffect(() => {
    if (!opened.current && filter.pattern !== "") void start(filter);
    opened.current = true;
  }, [filter, start]);
  const search = (next: SearchFilter) => {
    setParams(paramsOf(next));
    void start(next);
  };
  return (
    <div className="grid gap-4">
      <SearchForm
        initial={filter}
        running={run.state === "running"}
        problems={fromApi(run.error)}
        onSearch={search}
        onCancel={cancel}
      />
      <SearchResults run={run} filter={filter} expression={expression} onSearch={search} />
    </div>
  );
}
