/**
 * Runs `work` with a signal that aborts with the caller's, or after `ms`. Nothing is left behind: AbortSignal.any would leave a
 * reference in the caller's signal for as long as that lives, and the poller's lives as long as its host.
 */
export async function withTimeLimit<T>(
  caller: AbortSignal | undefined,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const callerGaveUp = () => limit.abort(caller?.reason);
  const timer = setTimeout(() => limit.abort(new DOMException("no time is left", "TimeoutError")), ms);
  caller?.addEventListener("abort", callerGaveUp, { once: true });
  if (caller?.aborted) callerGaveUp();
  try {
    return await work(limit.signal);
  } finally {
    clearTimeout(timer);
    caller?.removeEventListener("abort", callerGaveUp);
  }
}
