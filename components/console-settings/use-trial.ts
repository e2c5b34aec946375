"use client";

import { useEffect, useState } from "react";
import { findInLines, type Range } from "@/components/console-search/find-in-lines";

/** As much as one would paste; more says nothing more. */
const MOST_LINES = 200;
const LONGEST_LINE = 4096;
/** After the last key. */
const SETTLED_MS = 250;

export type Trial =
  | { readonly state: "empty" | "running" | "slow" }
  | { readonly state: "invalid"; readonly message: string }
  | {
      readonly state: "tried";
      readonly lines: readonly string[];
      readonly ranges: readonly (readonly Range[])[];
    };

/** An expression tried on some lines, in this browser, bounded in lines and time. */
export function useTrial(pattern: string, sample: string): Trial {
  const [trial, setTrial] = useState<Trial>({ state: "empty" });
  useEffect(() => {
    let current = true;
    const tell = (next: Trial) => {
      if (current) setTrial(next);
    };
    const timer = setTimeout(() => void runTrial(pattern, sample, tell), SETTLED_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [pattern, sample]);
  return trial;
}

async function runTrial(pattern: string, sample: string, tell: (trial: Trial) => void): Promise<void> {
  const expression = compiled(pattern);
  if (typeof expression === "string") return tell({ state: "invalid", message: expression });
  if (pattern === "" || sample === "") return tell({ state: "empty" });
  const lines = sample
    .split(/\r?\n/)
    .slice(0, MOST_LINES)
    .map((line) => line.slice(0, LONGEST_LINE));
  tell({ state: "running" });
  const ranges = await findInLines(expression, lines);
  tell(ranges ? { state: "tried", lines, ranges } : { state: "slow" });
}

/** The expression, or why it is none. */
function compiled(pattern: string): RegExp | string {
  try {
    return new RegExp(pattern, "g");
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}
