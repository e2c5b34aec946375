import { timingSafeEqual } from "node:crypto";

/** Compares without telling how many bytes matched. Different lengths are different. */
export function constantTimeEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
