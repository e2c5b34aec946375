import type { OutputPage } from "./output-page";

/** So many pages are held and shown at once, however long the recording is. */
export const MOST_PAGES = 4;

/** Pages in order of their offsets. Between two there may be a hole of the recording. */
export type OutputWindow = readonly OutputPage[];

/** The window after a page of older output came; the newest page leaves when there are too many. */
export function withOlder(window: OutputWindow, page: OutputPage): OutputWindow {
  const [first] = window;
  if (page.bytes.length === 0 || (first && page.until > first.from)) return window;
  return [page, ...window].slice(0, MOST_PAGES);
}

/** The window after a page of newer output came; the oldest page leaves when there are too many. */
export function withNewer(window: OutputWindow, page: OutputPage): OutputWindow {
  const last = window.at(-1);
  if (page.bytes.length === 0 || (last && page.from < last.until)) return window;
  return [...window, page].slice(-MOST_PAGES);
}

/** What is new at the end when `next` only goes on from `before`; null when it has to be drawn afresh. */
export function appended(before: OutputWindow, next: OutputWindow): OutputWindow | null {
  if (before.length === 0 || next.length < before.length) return null;
  return before.every((page, index) => page === next[index]) ? next.slice(before.length) : null;
}
