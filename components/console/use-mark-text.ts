"use client";

import type { ConsoleMark } from "@/lib/contracts/recording";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";

/** Marks whose texts the engine makes; the texts of others are names, reasons and lines of the host. */
const ofTheEngine: ReadonlySet<string> = new Set<ConsoleMark["kind"]>([
  "gap",
  "overrun",
  "recording-stopped",
  "power",
  "boot",
  "event",
  // The name of a rule: those that come with Lightsout have one in each language.
  "match",
  "taken",
]);

/** The text of a mark in the reader's language. */
export function useMarkText(): (kind: string, text: string) => string {
  const phrase = usePhrase();
  return (kind, text) => (ofTheEngine.has(kind) ? phrase(text) : text);
}
