"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { api } from "@/lib/api-client";
import { type ConnectionTestInput, type ConnectionTestLine, connectionSteps } from "@/lib/contracts/host";

export type TestStep = (typeof connectionSteps)[number];

export interface ConnectionTest {
  readonly state: "idle" | "running" | "passed" | "failed" | "cancelled" | "error";
  /** The last line of each step that has begun. */
  readonly lines: ReadonlyMap<TestStep, ConnectionTestLine>;
  /** Why the test itself could not be made; set in state `error`. */
  readonly error: unknown;
}

const IDLE: ConnectionTest = { state: "idle", lines: new Map(), error: null };

function verdict(lines: ConnectionTest["lines"]): "passed" | "failed" {
  return connectionSteps.every((step) => lines.get(step)?.status === "ok") ? "passed" : "failed";
}

/** One connection test at a time; it ends with the form. */
export function useConnectionTest() {
  const [test, setTest] = useState(IDLE);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = useCallback(async (input: z.input<typeof ConnectionTestInput>) => {
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    let lines = new Map<TestStep, ConnectionTestLine>();
    setTest({ state: "running", lines, error: null });
    try {
      await api.testConnection(
        input,
        (line) => {
          lines = new Map(lines).set(line.step, line);
          if (!own.signal.aborted) setTest({ state: "running", lines, error: null });
        },
        own.signal,
      );
      if (!own.signal.aborted) setTest({ state: verdict(lines), lines, error: null });
    } catch (error) {
      if (!own.signal.aborted) setTest({ state: "error", lines, error });
    }
  }, []);

  const stop = useCallback(() => {
    running.current?.abort();
    setTest(({ lines }) => ({ state: "cancelled", lines, error: null }));
  }, []);

  return { test, run, stop };
}
