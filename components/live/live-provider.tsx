"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { applyLiveMessage } from "./apply-live-message";
import { connectLive, type LiveStatus } from "./live-connection";

const LiveContext = createContext<LiveStatus>("connecting");

/** State of the live connection, for indicators. The data itself arrives in the query cache. */
export function useLiveStatus(): LiveStatus {
  return useContext(LiveContext);
}

/** Holds the one live socket of this tab and patches the query cache with what it says. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [status, setStatus] = useState<LiveStatus>("connecting");
  useEffect(
    () =>
      connectLive({
        onStatus: setStatus,
        onOpen: () => void client.invalidateQueries(),
        onMessage: (message) => applyLiveMessage(client, message),
      }),
    [client],
  );
  return <LiveContext value={status}>{children}</LiveContext>;
}
