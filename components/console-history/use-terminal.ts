"use client";

import { useTheme } from "next-themes";
import { type RefObject, useEffect, useRef, useState } from "react";
import { loadHostPreferences, loadPreferences } from "@/components/console/preferences";
import { terminalTheme } from "@/components/console/terminal-theme";
import type { HistoryTerminal, HistoryTerminalOptions } from "./history-terminal";

interface Options extends Pick<HistoryTerminalOptions, "label" | "onView" | "onReach"> {
  readonly hostId: string;
}

/** A terminal for recorded output in `holder`. Null until its code is loaded: pages without one never fetch it. */
export function useTerminal(
  holder: RefObject<HTMLDivElement | null>,
  options: Options,
): HistoryTerminal | null {
  const [terminal, setTerminal] = useState<HistoryTerminal | null>(null);
  const { resolvedTheme } = useTheme();
  const scheme = resolvedTheme === "light" ? "light" : "dark";
  const latest = useRef({ ...options, scheme } as const);
  useEffect(() => {
    latest.current = { ...options, scheme };
  });

  const { hostId } = options;
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    let ended = false;
    let end = () => {};
    void import("./history-terminal").then(({ HistoryTerminal }) => {
      if (ended) return;
      const { fontSize, mode } = loadPreferences();
      const made = new HistoryTerminal(element, {
        fontSize,
        mode,
        charset: loadHostPreferences(hostId).charset,
        theme: terminalTheme(latest.current.scheme),
        label: latest.current.label,
        onView: () => latest.current.onView(),
        onReach: (direction) => latest.current.onReach(direction),
      });
      const observer = new ResizeObserver(() => made.resize());
      observer.observe(element);
      setTerminal(made);
      end = () => {
        observer.disconnect();
        made.dispose();
      };
    });
    return () => {
      ended = true;
      setTerminal(null);
      end();
    };
  }, [holder, hostId]);

  useEffect(() => terminal?.setTheme(terminalTheme(scheme)), [terminal, scheme]);
  return terminal;
}
