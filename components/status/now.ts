"use client";

import { useSyncExternalStore } from "react";

const TICK_MS = 1000;
const listeners = new Set<() => void>();
let now = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      for (const each of listeners) each();
    }, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** The same value until the next tick, as a store must give. */
const read = () => {
  if (now === 0) now = Date.now();
  return now;
};
const readOnServer = () => 0;

/** Unix ms, a second fine; one timer however many ages a page shows. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read, readOnServer);
}
