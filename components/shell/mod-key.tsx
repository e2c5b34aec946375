"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};
const onThisMachine = () => (/Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl");

/** The key that goes with letters here: ⌘ on Apple's machines, Ctrl elsewhere. */
export function ModKey() {
  return useSyncExternalStore(never, onThisMachine, () => "Ctrl");
}
