"use client";

import { useTheme } from "next-themes";
import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { ConsoleClient, type ConsoleSnapshot } from "./console-client";
import type { HostTerminal } from "./host-terminal";
import { openConsoleSocket } from "./open-socket";
import { loadHostPreferences, loadPreferences } from "./preferences";
import { terminalTheme } from "./terminal-theme";

export interface SearchResult {
  index: number;
  count: number;
}

/** A terminal on the page and the client that feeds it: made together, ended together. */
export interface OpenConsole {
  terminal: HostTerminal;
  client: ConsoleClient;
}

interface Options {
  hostId: string;
  label: string;
  onShortcut: (event: KeyboardEvent) => boolean;
  onSearchResults: (result: SearchResult) => void;
  onTop: (atTop: boolean) => void;
}

/**
 * Opens the console of a host in `holder` for as long as the component lives. Null until the terminal's code is loaded: it is
 * fetched by the pages that show one only.
 */
export function useConsole(holder: RefObject<HTMLDivElement | null>, options: Options): OpenConsole | null {
  const [open, setOpen] = useState<OpenConsole | null>(null);
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
    void import("./host-terminal").then(({ HostTerminal }) => {
      if (ended) return;
      const { fontSize, mode } = loadPreferences();
      const { charset, keyMap, baud } = loadHostPreferences(hostId);
      const terminal = new HostTerminal(element, {
        fontSize,
        mode,
        charset,
        keyMap,
        theme: terminalTheme(latest.current.scheme),
        label: latest.current.label,
        onType: (text) => client.type(text),
        onCharset: (decoded) => client.encode(decoded),
        onReply: (text) => client.reply(text),
        onShortcut: (event) => latest.current.onShortcut(event),
        onTop: (atTop) => latest.current.onTop(atTop),
        onSearchResults: (index, count) => latest.current.onSearchResults({ index, count }),
      });
      const client = new ConsoleClient({
        connect: () => openConsoleSocket(hostId),
        sink: terminal,
        now: () => Date.now(),
        random: () => Math.random(),
      });
      client.pace(baud);
      if (charset !== "auto") client.encode(charset);
      const unsubscribe = client.subscribe(() => terminal.setWritable(client.writing));
      const observer = new ResizeObserver(() => terminal.resize());
      observer.observe(element);
      client.start();
      // Whoever came by the keyboard keeps the focus where it is.
      if (!document.activeElement?.matches(":focus-visible")) terminal.focus();
      setOpen({ terminal, client });
      end = () => {
        observer.disconnect();
        unsubscribe();
        client.stop();
        terminal.dispose();
      };
    });
    return () => {
      ended = true;
      setOpen(null);
      end();
    };
  }, [holder, hostId]);

  useEffect(() => open?.terminal.setTheme(terminalTheme(scheme)), [open, scheme]);
  return open;
}

/** What the client knows, as it changes. */
export function useConsoleSnapshot(client: ConsoleClient): ConsoleSnapshot {
  return useSyncExternalStore(client.subscribe, client.snapshot, client.snapshot);
}
