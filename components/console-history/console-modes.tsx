"use client";

import { type ReactNode, useCallback, useMemo, useState } from "react";
import { useUrlFilter } from "@/components/host-header/use-url-filter";
import { cn } from "@/lib/cn";
import type { HostSummary } from "@/lib/contracts/host";
import { type HistoryAddress, readAddress, writeAddress } from "./history-place";
import { HistoryView } from "./history-view";

/**
 * The console as it is, or as it was: the address says which. Who comes by a link into the history joins nobody's live console; who
 * looks back while there keeps it, out of sight.
 */
export function ConsoleModes({ host, live }: { host: HostSummary; live: ReactNode }) {
  const [params, setParams] = useUrlFilter();
  const address = useMemo(() => readAddress(params), [params]);
  const [joined, setJoined] = useState(address === null);
  if (address === null && !joined) setJoined(true);
  const go = useCallback((next: HistoryAddress | null) => setParams(writeAddress(next)), [setParams]);
  return (
    <>
      {joined && <div className={cn("flex min-h-0 flex-1 flex-col", address && "hidden")}>{live}</div>}
      {address && <HistoryView host={host} address={address} onAddress={go} />}
    </>
  );
}
