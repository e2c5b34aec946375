import type { Clock } from "../clock";
import { IpmiError } from "../errors";

/** Waits for shared work as long as one caller wants to; the work goes on without him. */
export function waitFor<T>(
  work: Promise<T>,
  clock: Clock,
  limits: { budgetMs: number; signal: AbortSignal | undefined; what: string },
): Promise<T> {
  const { signal, what } = limits;
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clock.clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      settle();
    };
    const onAbort = () => finish(() => reject(new IpmiError("cancelled", `${what}: cancelled`)));
    const timer = clock.setTimeout(
      () => finish(() => reject(new IpmiError("no-answer", `${what}: no answer in time`))),
      limits.budgetMs,
    );
    signal?.addEventListener("abort", onAbort, { once: true });
    if (signal?.aborted) onAbort();
    work.then(
      (value) => finish(() => resolve(value)),
      (error: unknown) => finish(() => reject(error)),
    );
  });
}
