export type AgeUnit = "now" | "seconds" | "minutes" | "hours" | "days";

/** How long ago in the one unit a person would say, e.g. `{ unit: "minutes", value: 3 }`. Clock skew never shows a future. */
export function ageOf(at: number, now: number): { unit: AgeUnit; value: number } {
  const seconds = Math.max(0, Math.floor((now - at) / 1000));
  if (seconds < 5) return { unit: "now", value: 0 };
  if (seconds < 60) return { unit: "seconds", value: seconds };
  if (seconds < 3600) return { unit: "minutes", value: Math.floor(seconds / 60) };
  if (seconds < 86_400) return { unit: "hours", value: Math.floor(seconds / 3600) };
  return { unit: "days", value: Math.floor(seconds / 86_400) };
}

/** A value older than this is shown as stale: three rounds of the poller at its default pace. */
export const STALE_AFTER_MS = 90_000;
