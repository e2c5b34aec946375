"use client";

import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { ConsoleClient } from "@/components/console/console-client";
import type { HostSummary } from "@/lib/contracts/host";

export interface BroadcastTarget {
  readonly id: string;
  readonly name: string;
  /** This browser has its keyboard. */
  readonly writing: boolean;
}

/** Typing on several consoles at once: takes free keyboards only, never one that another person has. */
export function useBroadcast(hosts: readonly HostSummary[]) {
  const [clients, setClients] = useState<ReadonlyMap<string, ConsoleClient>>(new Map());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [armed, setArmed] = useState(false);

  const onClient = useCallback((hostId: string, client: ConsoleClient | null) => {
    setClients((before) => {
      const next = new Map(before);
      if (client) next.set(hostId, client);
      else next.delete(hostId);
      return next;
    });
  }, []);
  const choose = (hostId: string, isChosen: boolean) => {
    setArmed(false);
    setChosen(
      (before) => new Set(isChosen ? [...before, hostId] : [...before].filter((id) => id !== hostId)),
    );
  };
  const taking = hosts.flatMap((host) => {
    const client = chosen.has(host.id) ? clients.get(host.id) : undefined;
    return client ? [{ host, client }] : [];
  });
  const taken = taking.map(({ client }) => client);
  const writing = useOfEach(taken, (client) => client.writing);
  const kept = useOfEach(taken, (client) => client.writing && client.snapshot().typingKept);

  // A keyboard that is not typed with, taken for all or handed to a tile, is let go of: a wall is for looking.
  useEffect(() => {
    const letGo = () => {
      for (const [id, client] of clients) {
        if (client.writing && !(armed && chosen.has(id))) client.command({ type: "release-keyboard" });
      }
    };
    letGo();
    const stops = [...clients.values()].map((client) => client.subscribe(letGo));
    return () => {
      for (const stop of stops) stop();
    };
  }, [armed, clients, chosen]);

  useEffect(() => {
    if (!armed) return;
    const takeFree = () => {
      for (const [id, client] of clients) {
        const { viewers, link } = client.snapshot();
        const free = link.phase === "open" && viewers.length > 0 && !viewers.some((viewer) => viewer.writer);
        if (chosen.has(id) && free) client.command({ type: "take-keyboard" });
      }
    };
    takeFree();
    const used = [...clients].filter(([id]) => chosen.has(id)).map(([, client]) => client);
    const stops = used.map((client) => client.subscribe(takeFree));
    return () => {
      for (const stop of stops) stop();
    };
  }, [armed, clients, chosen]);

  return {
    chosen,
    choose,
    armed,
    setArmed,
    onClient,
    targets: taking.map(
      ({ host }, index): BroadcastTarget => ({
        id: host.id,
        name: host.name,
        writing: writing[index] === "1",
      }),
    ),
    /** What is typed is kept: an administrator said so of this person. */
    typingKept: kept.includes("1"),
    type: (text: string) => {
      if (armed) for (const { client } of taking) client.type(text);
    },
  };
}

/** Of each client, `1` when it is so, as one text: a store's snapshot must be equal while nothing changes. */
function useOfEach(clients: readonly ConsoleClient[], isSo: (client: ConsoleClient) => boolean): string {
  const subscribe = (listener: () => void) => {
    const stops = clients.map((client) => client.subscribe(listener));
    return () => {
      for (const stop of stops) stop();
    };
  };
  const snapshot = () => clients.map((client) => (isSo(client) ? "1" : "0")).join("");
  return useSyncExternalStore(subscribe, snapshot, snapshot);
}
