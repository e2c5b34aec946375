"use client";

import { useEffect, useRef } from "react";

export interface FilmKeys {
  readonly toggle: () => void;
  readonly skip: (direction: 1 | -1) => void;
  readonly faster: (by: 1 | -1) => void;
}

/** Controls that mean something of their own by these keys. */
const KEEPS_ALL = "input, select, [role=listbox], [role=menu], [role=dialog], [role=combobox]";
const KEEPS_SPACE = "button, a, summary, [role=switch]";

/** Space and arrows while a film is shown, wherever the focus is, as players have them. */
export function useFilmKeys(keys: FilmKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(KEEPS_ALL) || (event.key === " " && target?.closest(KEEPS_SPACE))) return;
      const act = actionOf(event.key, latest.current);
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

function actionOf(key: string, { toggle, skip, faster }: FilmKeys): (() => void) | null {
  switch (key) {
    case " ":
      return toggle;
    case "ArrowLeft":
      return () => skip(-1);
    case "ArrowRight":
      return () => skip(1);
    case "ArrowUp":
      return () => faster(1);
    case "ArrowDown":
      return () => faster(-1);
    default:
      return null;
  }
}
