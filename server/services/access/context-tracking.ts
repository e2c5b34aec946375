import {
  getCurrentAuthContextAsyncLocalStorage,
  getCurrentDBAdapterAsyncLocalStorage,
  getRequestStateAsyncLocalStorage,
} from "@better-auth/core/context";

/**
 * Runs calls of Better Auth. Each uses an AsyncLocalStorage, and from its first use on Node (before 24) follows every promise,
 * timer and callback of the process, which costs the engine's work for BMCs some percent. So they are let go whenever no call runs.
 */
export class ContextTracking {
  private running = 0;

  async during<T>(call: () => Promise<T>): Promise<T> {
    this.running++;
    try {
      return await call();
    } finally {
      if (--this.running === 0) await this.letGo();
    }
  }

  private async letGo(): Promise<void> {
    const storages = await Promise.all([
      getCurrentAuthContextAsyncLocalStorage(),
      getCurrentDBAdapterAsyncLocalStorage(),
      getRequestStateAsyncLocalStorage(),
    ]);
    // Another call may have begun meanwhile.
    if (this.running > 0) return;
    for (const storage of storages) storage.disable();
  }
}
