"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** Values by name; null or empty removes, an array repeats the name. */
export type ParamPatch = Record<string, string | readonly string[] | null>;

/** `search` with `patch` applied, as `?a=b` or empty. */
export function patchSearch(search: string, patch: ParamPatch): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(patch)) {
    params.delete(name);
    for (const each of typeof value === "string" ? [value] : (value ?? [])) {
      if (each !== "") params.append(name, each);
    }
  }
  const text = params.toString();
  return text ? `?${text}` : "";
}

/** The address bar as state: what is searched, filtered and sorted survives a reload and can be sent to a colleague. */
export function useUrlParams() {
  const params = useSearchParams();
  const patch = useCallback((change: ParamPatch) => {
    history.replaceState(null, "", location.pathname + patchSearch(location.search, change));
  }, []);
  return { params, patch };
}
