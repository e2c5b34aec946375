const POLL_MS = 10;

/** Asks until it is so; false when that took longer than `limitMs`. */
export async function comesTrue(isSo: () => boolean | Promise<boolean>, limitMs: number): Promise<boolean> {
  const until = performance.now() + limitMs;
  for (;;) {
    if (await isSo()) return true;
    if (performance.now() >= until) return false;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
