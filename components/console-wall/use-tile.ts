"use client";

import { useTheme } from "next-themes";
import { type RefObject, useEffect, useRef, useState } from "react";
import { ConsoleClient } from "@/components/console/console-client";
import { openConsoleSocket } from "@/components/console/open-socket";
import { terminalTheme } from "@/components/console/terminal-theme";
import type { TileTerminal } from "./tile-terminal";

/** A host's console in `holder`, scaled to its width, fed while it is in sight. Null until the terminal's code is loaded. */
export function useTile(holder: RefObject<HTMLDivElement | null>, hostId: string): ConsoleClient | null {
  const [client, setClient] = useState<ConsoleClient | null>(null);
  const terminal = useRef<TileTerminal | null>(null);
  const { resolvedTheme } = useTheme();
  const scheme = resolvedTheme === "light" ? "light" : "dark";
  const latest = useRef<typeof scheme>(scheme);
  useEffect(() => {
    latest.current = scheme;
    terminal.current?.setTheme(terminalTheme(scheme));
  }, [scheme]);

  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    let ended = false;
    let end = () => {};
    void import("./tile-terminal").then(({ TileTerminal }) => {
      if (ended) return;
      const tile = new TileTerminal(element, terminalTheme(latest.current));
      terminal.current = tile;
      const opened = new ConsoleClient({
        connect: () => openConsoleSocket(hostId, { looks: true }),
        sink: tile,
        now: () => Date.now(),
        random: () => Math.random(),
      });
      const scale = () => {
        const { parentElement } = element;
        const { width, height } = tile.size;
        if (!parentElement || width === 0) return;
        // The frame takes the shape of the screen: how high a line is, the font says.
        parentElement.style.aspectRatio = `${width} / ${height}`;
        element.style.transform = `scale(${parentElement.clientWidth / width})`;
      };
      const resized = new ResizeObserver(scale);
      if (element.parentElement) resized.observe(element.parentElement);
      const seen = new IntersectionObserver(([entry]) => tile.setVisible(entry?.isIntersecting ?? true));
      seen.observe(element);
      const firstDraw = requestAnimationFrame(scale);
      opened.start();
      setClient(opened);
      end = () => {
        cancelAnimationFrame(firstDraw);
        resized.disconnect();
        seen.disconnect();
        opened.stop();
        tile.dispose();
        terminal.current = null;
      };
    });
    return () => {
      ended = true;
      setClient(null);
      end();
    };
  }, [holder, hostId]);
  return client;
}
