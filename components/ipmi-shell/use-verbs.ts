"use client";

import { useQuery } from "@tanstack/react-query";
import { useMessages } from "next-intl";
import { useMemo } from "react";
import { api } from "@/lib/api-client";
import type { ShellVerb } from "@/lib/contracts/ipmi-shell";
import { queryKeys } from "@/lib/query-keys";

/** All verbs, with their summaries in the language of the page. */
export function useVerbs(): readonly ShellVerb[] {
  const { data } = useQuery({ queryKey: queryKeys.shellVerbs, queryFn: () => api.shellVerbs() });
  const summaries: Readonly<Record<string, string>> = useMessages().ipmiShell.summaries;
  return useMemo(
    () =>
      (data?.verbs ?? []).map((verb) => ({
        ...verb,
        summary: summaries[verb.path.join(" ")] ?? verb.summary,
      })),
    [data, summaries],
  );
}
