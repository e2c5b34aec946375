"use client";

import { useEffect, useRef, useState } from "react";
import type { SearchMatch } from "@/lib/contracts/recording";
import { findInLines, type Range } from "./find-in-lines";

/** Where the expression matches in each line, as far as that is known: the lines are shown before it is. */
export function useHighlights(
  matches: readonly SearchMatch[],
  expression: RegExp | null,
): ReadonlyMap<SearchMatch, readonly Range[]> {
  const [known, setKnown] = useState<ReadonlyMap<SearchMatch, readonly Range[]>>(new Map());
  const asked = useRef(new WeakSet<SearchMatch>());
  useEffect(() => {
    if (!expression) return;
    const fresh = matches.filter((match) => !asked.current.has(match));
    if (fresh.length === 0) return;
    for (const match of fresh) asked.current.add(match);
    const lines = fresh.map(({ line }) => line);
    void findInLines(expression, lines).then((found) => {
      if (!found) return;
      setKnown((held) => {
        const fromNow = fresh.map((match, index) => [match, found[index] ?? []] as const);
        return new Map([...held, ...fromNow]);
      });
    });
  }, [matches, expression]);
  return known;
}
