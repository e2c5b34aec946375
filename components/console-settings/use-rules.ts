"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api-client";
import type { ConsoleRuleFields } from "@/lib/contracts/recording";
import { queryKeys } from "@/lib/query-keys";

export function useRules() {
  return useQuery({ queryKey: queryKeys.consoleRules, queryFn: () => api.consoleRules() });
}

/** Adding, with no id, changing and removing; each reads the list anew. */
export function useRuleActions() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: queryKeys.consoleRules });
  const save = useMutation({
    mutationFn: ({ id, fields }: { id: string | null; fields: ConsoleRuleFields }) =>
      id === null ? api.addConsoleRule(fields) : api.updateConsoleRule(id, fields),
    onSettled,
  });
  const remove = useMutation({ mutationFn: api.removeConsoleRule, onSettled });
  return { save, remove };
}
