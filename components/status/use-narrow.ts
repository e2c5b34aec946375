"use client";

import { useSyncExternalStore } from "react";

/** Below Tailwind's `md`. */
const NARROW = "(max-width: 767.98px)";

function subscribe(listener: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Whether the page is phone-wide, where what differs is more than style can say. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(NARROW).matches,
    () => false,
  );
}
