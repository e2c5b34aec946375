"use client";

import { useMemo } from "react";
import { useUrlParams } from "@/components/data-table/url-params";
import {
  countFilters,
  countFleet,
  filterHosts,
  filterParams,
  parseFleetFilter,
  tagsOf,
} from "./fleet-filter";
import { sortHosts } from "./fleet-sort";
import { useHosts } from "./use-hosts";

/** The fleet as the address asks for it. `data` is undefined until the first answer. */
export function useFleet() {
  const { params, patch } = useUrlParams();
  const query = useHosts();
  const filter = useMemo(() => parseFleetFilter(params), [params]);
  const hosts = query.data?.hosts;
  const data = useMemo(() => {
    if (!hosts) return undefined;
    return {
      all: hosts,
      shown: sortHosts(filterHosts(hosts, filter), filter.sort),
      counts: countFleet(hosts),
      tags: tagsOf(hosts),
    };
  }, [hosts, filter]);
  return {
    data,
    error: query.error,
    retry: () => void query.refetch(),
    filter,
    filtersSet: countFilters(filter),
    patch,
    clearFilters: () => patch(Object.fromEntries(filterParams.map((name) => [name, null]))),
  };
}

export type Fleet = ReturnType<typeof useFleet>;
