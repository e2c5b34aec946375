"use client";

import { useEffect, useRef, useState } from "react";
import type { HostSummary } from "@/lib/contracts/host";

export interface RowCursor {
  /** The host the keyboard is at; null when at none that is shown. */
  readonly host: HostSummary | null;
  /** Goes by `by` rows and returns the index to bring in sight. */
  move(by: number): number | null;
  set(id: string): void;
  /** Where Tab enters the table. */
  isTabStop(id: string): boolean;
  isRow(target: EventTarget | null): boolean;
  attach(id: string, row: HTMLElement | null): void;
}

/** The keyboard's place in a list of which only a part is in the page: by host, so that it survives sorting and live changes. */
export function useRowCursor(hosts: readonly HostSummary[]): RowCursor {
  const [id, setId] = useState<string | null>(null);
  const rows = useRef(new Map<string, HTMLElement>());
  const wanted = useRef<string | null>(null);
  const index = hosts.findIndex((host) => host.id === id);
  const tabStop = (index < 0 ? hosts[0] : hosts[index])?.id;

  const focusWanted = () => {
    const row = wanted.current === null ? undefined : rows.current.get(wanted.current);
    if (!row) return;
    row.focus({ preventScroll: true });
    wanted.current = null;
  };
  useEffect(focusWanted);

  return {
    host: hosts[index] ?? null,
    move: (by) => {
      if (hosts.length === 0) return null;
      const next = index < 0 ? 0 : Math.min(hosts.length - 1, Math.max(0, index + by));
      const nextId = hosts[next]?.id ?? null;
      wanted.current = nextId;
      setId(nextId);
      focusWanted();
      return next;
    },
    set: setId,
    isTabStop: (other) => other === tabStop,
    isRow: (target) => target instanceof HTMLElement && target.dataset.host !== undefined,
    attach: (rowId, row) => {
      if (row) {
        rows.current.set(rowId, row);
        if (wanted.current === rowId) focusWanted();
      } else {
        rows.current.delete(rowId);
      }
    },
  };
}
