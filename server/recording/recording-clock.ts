/** Time as recordings see it; the engine's Clock fits. */
export interface RecordingClock {
  /** Monotonic milliseconds. */
  now(): number;
  setTimeout(callback: () => void, delayMs: number): { readonly timer: unknown };
  clearTimeout(handle: { readonly timer: unknown }): void;
}
