"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Place } from "./history-place";
import type { HistoryTerminal } from "./history-terminal";
import { around, newerThan, olderThan } from "./load-output";
import { timeAt } from "./output-page";
import { appended, type OutputWindow, withNewer, withOlder } from "./output-window";

/** What is in view: the offset and the moment of the first line, the offset of the last one. */
export interface View {
  readonly offset: number;
  readonly until: number;
  readonly at: number | null;
}

interface Options {
  readonly hostId: string;
  readonly terminal: HistoryTerminal | null;
  /** Offset behind the last recorded byte. */
  readonly end: number;
}

/** Reads the recording around a place: page by page as the person goes to either end, never all of it. */
export function useHistory({ hostId, terminal, end }: Options) {
  const [window, setWindow] = useState<OutputWindow>([]);
  const [view, setView] = useState<View | null>(null);
  const [busy, setBusy] = useState<"opening" | "older" | "newer" | null>("opening");
  const [error, setError] = useState<unknown>(null);
  const held = useRef({ window, end, loading: new AbortController() });
  useEffect(() => {
    held.current.end = end;
  });

  const look = useCallback(() => {
    const seen = terminal?.view ?? null;
    setView(seen && { offset: seen.from, until: seen.until, at: timeAt(held.current.window, seen.from) });
  }, [terminal]);

  const run = useCallback(
    async (kind: "opening" | "older" | "newer", load: (signal: AbortSignal) => Promise<void>) => {
      held.current.loading.abort();
      const own = new AbortController();
      held.current.loading = own;
      setBusy(kind);
      setError(null);
      try {
        await load(own.signal);
      } catch (cause) {
        if (!own.signal.aborted) setError(cause);
      }
      if (!own.signal.aborted) setBusy(null);
    },
    [],
  );

  const draw = useCallback(
    async (next: OutputWindow, offset: number | null, signal: AbortSignal) => {
      if (!terminal || signal.aborted) return;
      const more = appended(held.current.window, next);
      held.current.window = next;
      setWindow(next);
      if (more) await terminal.append(more);
      else await terminal.show(next, offset);
    },
    [terminal],
  );

  const open = useCallback(
    (place: Place) =>
      run("opening", async (signal) => {
        const found = await around(hostId, place, held.current.end, signal);
        if (signal.aborted) return;
        held.current.window = [];
        await draw(found.window, found.offset, signal);
      }),
    [hostId, run, draw],
  );

  /** Lets go of the terminal: what is on its way is not drawn any more. */
  const stop = useCallback(() => held.current.loading.abort(), []);
  useEffect(() => stop, [stop]);

  const older = useCallback(() => {
    const first = held.current.window[0];
    if (!first) return;
    void run("older", async (signal) => {
      const next = withOlder(held.current.window, await olderThan(hostId, first.from, signal));
      if (next !== held.current.window) await draw(next, first.from, signal);
    });
  }, [hostId, run, draw]);

  const newer = useCallback(() => {
    const last = held.current.window.at(-1);
    if (!last) return;
    void run("newer", async (signal) => {
      const next = withNewer(held.current.window, await newerThan(hostId, last.until, signal));
      if (next !== held.current.window) await draw(next, last.until, signal);
    });
  }, [hostId, run, draw]);

  /** The person goes on past what is held. */
  const reach = useCallback(
    (direction: "up" | "down") => {
      if (busy === null) (direction === "up" ? older : newer)();
    },
    [busy, older, newer],
  );

  const first = window[0];
  const last = window.at(-1);
  return {
    view,
    busy,
    error,
    open,
    stop,
    look,
    older,
    newer,
    reach,
    from: first?.from ?? null,
    until: last?.until ?? null,
  };
}
