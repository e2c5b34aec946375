"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Speed } from "./history-place";
import type { HistoryTerminal } from "./history-terminal";
import { newerThan, olderThan } from "./load-output";
import { ReplayTape } from "./replay-tape";

/** Fetched ahead when no more than this is left to play. */
const LOW_BYTES = 128 * 1024;
/** A page that was in the background does not play all it missed at once. */
const LONGEST_STEP_MS = 250;
/** What was on the screen when the film begins is drawn from so much output. */
const CONTEXT_BYTES = 64 * 1024;

export interface Film {
  readonly offset: number;
  readonly at: number | null;
  readonly playing: boolean;
  readonly ended: boolean;
  /** Waits for output to be loaded. */
  readonly buffering: boolean;
  readonly error: unknown;
}

interface Options {
  readonly hostId: string;
  readonly terminal: HistoryTerminal | null;
  /** The film begins here; another value begins it anew. */
  readonly start: number;
  /** The stretch of the film. */
  readonly from: number;
  readonly end: number;
  readonly speed: Speed;
  readonly skipSilence: boolean;
}

/** Plays a recording into a terminal: the tape says what, the browser's frames say when, pages are fetched ahead. */
export function useFilm({ hostId, terminal, start, from, end, speed, skipSilence }: Options) {
  const [film, setFilm] = useState<Film>(() => still(start));
  const [playing, setPlaying] = useState(false);
  const tape = useRef<ReplayTape | null>(null);
  const loading = useRef<AbortController | null>(null);

  const tell = useCallback((change: Partial<Film> = {}) => {
    const { current } = tape;
    if (!current) return;
    const { offset, now: at, ended } = current;
    setFilm((before) => ({ ...before, offset, at, ended, ...change }));
  }, []);

  /** Draws what was on the screen at `offset` and puts a tape in that goes on from there. */
  const begin = useCallback(
    async (offset: number) => {
      if (!terminal) return;
      loading.current?.abort();
      const own = new AbortController();
      loading.current = own;
      setFilm((before) => ({ ...before, offset, buffering: true, error: null }));
      try {
        const before = await olderThan(hostId, offset, own.signal, CONTEXT_BYTES);
        const page = await newerThan(hostId, offset, own.signal);
        if (own.signal.aborted) return;
        const next = new ReplayTape(offset, end);
        next.add(before);
        next.add(page);
        await terminal.show(before.bytes.length > 0 ? [before] : [], null);
        if (own.signal.aborted) return;
        tape.current = next;
        loading.current = null;
        tell({ buffering: false });
      } catch (error) {
        if (!own.signal.aborted) setFilm((held) => ({ ...held, buffering: false, error }));
      }
    },
    [hostId, terminal, end, tell],
  );

  useEffect(() => {
    void begin(start);
    return () => {
      loading.current?.abort();
      loading.current = null;
      tape.current = null;
    };
  }, [begin, start]);

  const fetchAhead = useCallback(async () => {
    const { current } = tape;
    const from = current?.loadedUntil ?? null;
    if (!current || from === null || from >= current.end || loading.current) return;
    const own = new AbortController();
    loading.current = own;
    try {
      const page = await newerThan(hostId, from, own.signal);
      if (!own.signal.aborted) current.add(page);
    } catch (error) {
      if (own.signal.aborted) return;
      setPlaying(false);
      tell({ error });
    }
    if (loading.current === own) loading.current = null;
  }, [hostId, tell]);

  useEffect(() => {
    if (!playing || !terminal) return;
    let last = performance.now();
    let frame = 0;
    const step = (now: number) => {
      const { current } = tape;
      const passed = Math.min(now - last, LONGEST_STEP_MS);
      last = now;
      if (current) {
        current.skipSilence = skipSilence;
        for (const bytes of current.advance(passed * speed)) terminal.write(bytes);
        if (current.bytesAhead < LOW_BYTES) void fetchAhead();
        tell({ buffering: current.bytesAhead === 0 && !current.ended });
        if (current.ended) setPlaying(false);
      }
      frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [playing, terminal, speed, skipSilence, fetchAhead, tell]);

  const seek = useCallback(
    (offset: number) => {
      const { current } = tape;
      const target = Math.max(0, Math.min(offset, end));
      const before = current?.seek(target) ?? null;
      if (!terminal || before === null) {
        void begin(target);
        return;
      }
      terminal.clear();
      for (const bytes of before) terminal.write(bytes);
      tell();
    },
    [terminal, end, begin, tell],
  );

  const toggle = useCallback(() => {
    if (tape.current?.ended) void begin(start < end ? start : from).then(() => setPlaying(true));
    else setPlaying((was) => !was);
  }, [begin, start, from, end]);

  /** So much film on, or back. */
  const skip = useCallback(
    (milliseconds: number) => seek(tape.current?.offsetAfter(milliseconds) ?? start),
    [seek, start],
  );

  return { film: { ...film, playing }, toggle, seek, skip };
}

function still(offset: number): Film {
  return { offset, at: null, playing: false, ended: false, buffering: true, error: null };
}
