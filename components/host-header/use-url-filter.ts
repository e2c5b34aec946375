"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** Filters that live in the address, so that a link shows the same view. An empty value takes a parameter out. */
export function useUrlFilter(): [
  params: Pick<URLSearchParams, "get">,
  set: (changes: Record<string, string>) => void,
] {
  const params = useSearchParams();
  const pathname = usePathname();
  const set = useCallback(
    (changes: Record<string, string>) => {
      const next = new URLSearchParams(window.location.search);
      for (const [key, value] of Object.entries(changes)) {
        if (value === "") next.delete(key);
        else next.set(key, value);
      }
      const query = next.toString();
      // Not a navigation: the history stays as it is and nothing is asked of the server.
      window.history.replaceState(null, "", query ? `${pathname}?${query}` : pathname);
    },
    [pathname],
  );
  return [params, set];
}
