"use client";

import { useCallback, useRef, useState } from "react";
import { ApiError, api } from "@/lib/api-client";
import type { PowerVerb } from "@/lib/contracts/action";
import type { ShellAnswer } from "@/lib/contracts/ipmi-shell";

export type ShellResult = Extract<ShellAnswer, { kind: "result" }>;

/** One line of the transcript and what came of it. */
export interface ShellEntry {
  readonly id: number;
  readonly line: string;
  readonly state:
    | { readonly kind: "running"; readonly output: string }
    /** Not sent yet: the person is asked first. */
    | { readonly kind: "asking" }
    | { readonly kind: "result"; readonly result: ShellResult }
    | { readonly kind: "error"; readonly error: Error }
    | { readonly kind: "stopped"; readonly output: string }
    /** The engine could not be reached, or no longer: what the line did is not known. */
    | { readonly kind: "lost"; readonly output: string }
    | { readonly kind: "not-sent" };
}

/** A line the engine wants confirmed, not sent yet. */
export interface Question {
  readonly id: number;
  readonly line: string;
  /** What of the power menu does the same with checks. */
  readonly power: PowerVerb | null;
}

const KEPT = 200;

/** The lines run on one host since the page was opened, one at a time. */
export function useIpmiShell(hostId: string) {
  const [entries, setEntries] = useState<readonly ShellEntry[]>([]);
  const [question, setQuestion] = useState<Question | null>(null);
  const waiting = useRef<AbortController | null>(null);
  const nextId = useRef(1);

  const settle = useCallback((id: number, state: ShellEntry["state"]) => {
    setEntries((all) => all.map((entry) => (entry.id === id ? { ...entry, state } : entry)));
  }, []);

  const send = useCallback(
    async (
      { id, line }: Pick<Question, "id" | "line">,
      agreed: { confirmed: boolean; confirmName?: string },
    ) => {
      const abort = new AbortController();
      let output = "";
      const onOutput = (text: string) => {
        output += text;
        settle(id, { kind: "running", output });
      };
      waiting.current = abort;
      try {
        const answer = await api.runShellLine(hostId, { line, ...agreed }, onOutput, abort.signal);
        if (answer.kind === "confirm") {
          setQuestion({ id, line, power: answer.power ?? null });
          settle(id, { kind: "asking" });
        } else settle(id, { kind: "result", result: answer });
      } catch (error) {
        if (abort.signal.aborted) settle(id, { kind: "stopped", output });
        else if (error instanceof ApiError && error.status === 0) settle(id, { kind: "lost", output });
        else settle(id, { kind: "error", error: error instanceof Error ? error : new Error(String(error)) });
      } finally {
        waiting.current = null;
      }
    },
    [hostId, settle],
  );

  const run = useCallback(
    (line: string) => {
      const id = nextId.current++;
      setEntries((all) => [...all.slice(1 - KEPT), { id, line, state: { kind: "running", output: "" } }]);
      void send({ id, line }, { confirmed: false });
    },
    [send],
  );

  const answer = useCallback(
    (agreed: { confirmName?: string } | null) => {
      if (!question) return;
      setQuestion(null);
      settle(question.id, agreed ? { kind: "running", output: "" } : { kind: "not-sent" });
      if (agreed) void send(question, { confirmed: true, ...agreed });
    },
    [question, send, settle],
  );

  return {
    entries,
    question,
    busy: entries.at(-1)?.state.kind === "running",
    run,
    answer,
    stop: () => waiting.current?.abort(),
    clear: () => setEntries([]),
  };
}
