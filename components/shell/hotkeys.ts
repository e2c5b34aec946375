"use client";

import { useEffect, useRef } from "react";

/** Keys by `KeyboardEvent.key` in lower case; `mod+k` is ⌘K or Ctrl-K; `g h` is g, then h within a second. */
export type Hotkeys = Record<string, (event: KeyboardEvent) => void>;

const SEQUENCE_MS = 1000;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select, [role=textbox], [role=combobox]"))
  );
}

/** A console needs Ctrl-K itself; ⌘K never reaches a host. */
const belongsToConsole = (event: KeyboardEvent) =>
  event.target instanceof HTMLElement && event.target.closest(".xterm") !== null && !event.metaKey;

/** Listens on the page while mounted. Plain keys rest while a person types and while a dialog is open. */
export function useHotkeys(keys: Hotkeys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    let prefix = "";
    let prefixAt = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || belongsToConsole(event)) return;
      const key = event.key.toLowerCase();
      if (event.metaKey || event.ctrlKey) {
        if (!event.repeat) fire(`mod+${key}`, event);
        return;
      }
      const busy = document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") !== null;
      if (busy || isTyping(event.target)) return;
      const sequence = event.timeStamp - prefixAt < SEQUENCE_MS ? `${prefix} ${key}` : key;
      prefix = key;
      prefixAt = event.timeStamp;
      if (!fire(sequence, event)) fire(key, event);
    };
    const fire = (name: string, event: KeyboardEvent): boolean => {
      const handler = current.current[name];
      if (!handler) return false;
      event.preventDefault();
      handler(event);
      return true;
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
