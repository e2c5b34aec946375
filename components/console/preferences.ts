import { z } from "zod";

export const SMALLEST_FONT = 9;
export const LARGEST_FONT = 24;

const Preferences = z.object({
  fontSize: z.number().int().min(SMALLEST_FONT).max(LARGEST_FONT).catch(13),
  mode: z.enum(["fit", "80x25"]).catch("fit"),
});
export type TerminalPreferences = z.infer<typeof Preferences>;

const KEY = "lightsout-console";

/** How this browser likes its terminals. Nonsense in the storage counts as nothing. */
export function loadPreferences(): TerminalPreferences {
  const stored = localStorage.getItem(KEY);
  return Preferences.parse(stored === null ? {} : parsed(stored));
}

export function savePreferences(preferences: TerminalPreferences): void {
  localStorage.setItem(KEY, JSON.stringify(preferences));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
