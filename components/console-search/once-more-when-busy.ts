import { failureOf } from "./search-run";

const TIMES = 4;
const PAUSE_MS = 300;

/** A search broken off a moment ago has its place until the engine notices: being busy is believed only when it stays. */
export async function onceMoreWhenBusy<T>(search: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let left = TIMES; ; left--) {
    try {
      return await search();
    } catch (error) {
      if (left === 0 || failureOf(error) !== "busy") throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      if (signal.aborted) throw error;
    }
  }
}
