/** Time as the engine sees it: monotonic milliseconds, so that tests can run days in a moment. */
export interface Clock {
  /** Monotonic milliseconds since an arbitrary origin. */
  now(): number;
  setTimeout(callback: () => void, delayMs: number): TimerHandle;
  clearTimeout(handle: TimerHandle): void;
}

export type TimerHandle = { readonly timer: unknown };

/** Random bytes as the engine sees them: session ids, nonces, IVs, jitter. */
export interface Entropy {
  bytes(length: number): Buffer;
}
