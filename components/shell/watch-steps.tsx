"use client";

import { useEffect } from "react";
import { leaving } from "./leaving";

/** Belongs into the outermost layout: effects of what is inside run first, so it hears of steps before the router does. */
export function WatchSteps() {
  useEffect(() => leaving.watchSteps(window), []);
  return null;
}
