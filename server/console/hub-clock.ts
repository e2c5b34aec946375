/** Time as the hub sees it; the engine's Clock fits. */
export interface HubClock {
  /** Monotonic milliseconds. */
  now(): number;
  setTimeout(callback: () => void, delayMs: number): { readonly timer: unknown };
  clearTimeout(handle: { readonly timer: unknown }): void;
}

/** One timer that can be set again and again; the last setting counts. */
export class Alarm {
  private handle: { readonly timer: unknown } | null = null;

  constructor(private readonly clock: HubClock) {}

  get isSet(): boolean {
    return this.handle !== null;
  }

  set(delayMs: number, callback: () => void): void {
    this.clear();
    this.handle = this.clock.setTimeout(() => {
      this.handle = null;
      callback();
    }, delayMs);
  }

  clear(): void {
    if (this.handle !== null) this.clock.clearTimeout(this.handle);
    this.handle = null;
  }
}
