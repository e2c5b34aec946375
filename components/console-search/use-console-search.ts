"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "@/lib/api-client";
import type { SearchLine } from "@/lib/contracts/recording";
import { onceMoreWhenBusy } from "./once-more-when-busy";
import { requestOf, type SearchFilter } from "./search-filter";
import { finished, IDLE, withLines } from "./search-run";

/** Matches are shown together so often: hundreds may come at once. */
const SHOW_EVERY_MS = 100;

/** One search at a time; it ends with the page. */
export function useConsoleSearch() {
  const [run, setRun] = useState(IDLE);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(async (filter: SearchFilter) => {
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    setRun({ ...IDLE, state: "running" });
    let waiting: SearchLine[] = [];
    const show = () => {
      if (waiting.length === 0 || own.signal.aborted) return;
      const lines = waiting;
      waiting = [];
      setRun((held) => withLines(held, lines));
    };
    const timer = setInterval(show, SHOW_EVERY_MS);
    try {
      await onceMoreWhenBusy(
        () => api.searchConsoles(requestOf(filter), (line) => waiting.push(line), own.signal),
        own.signal,
      );
      show();
      if (!own.signal.aborted) setRun(finished);
    } catch (error) {
      show();
      if (!own.signal.aborted) setRun((held) => ({ ...held, state: "failed", error }));
    } finally {
      clearInterval(timer);
    }
  }, []);

  const cancel = useCallback(() => {
    running.current?.abort();
    setRun((held) => ({ ...held, state: "cancelled" }));
  }, []);

  return { run, start, cancel };
}
