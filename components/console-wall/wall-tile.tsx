"use client";

import { Keyboard } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { ConsoleClient, ConsoleSnapshot } from "@/components/console/console-client";
import { consoleStatus } from "@/components/console/console-status";
import { PowerStateBadge } from "@/components/status/power-state";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/lib/cn";
import type { HostSummary } from "@/lib/contracts/host";
import { useTile } from "./use-tile";

interface Props {
  host: HostSummary;
  /** Chosen for broadcast typing. */
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
  /** Keys of the broadcast go out: the tile is framed in red. */
  armed: boolean;
  onClient: (hostId: string, client: ConsoleClient | null) => void;
}

/** One console of the wall: its name, how it stands, its screen. A click opens it. */
export function WallTile({ host, chosen, onChoose, armed, onClient }: Props) {
  const t = useTranslations("consoles");
  const holder = useRef<HTMLDivElement>(null);
  const client = useTile(holder, host.id);
  const address = `/hosts/${encodeURIComponent(host.id)}/console`;
  useEffect(() => onClient(host.id, client), [onClient, host.id, client]);
  return (
    <li
      className={cn(
        "bg-card grid min-w-0 gap-1 rounded-md border p-1.5",
        armed && chosen && "border-critical ring-critical/40 ring-2",
      )}
    >
      <div className="flex min-w-0 items-center gap-2 text-sm">
        <Checkbox
          checked={chosen}
          onCheckedChange={(checked) => onChoose(checked === true)}
          aria-label={t("choose", { host: host.name })}
        />
        <Link href={address} className="min-w-0 truncate font-medium hover:underline">
          {host.name}
        </Link>
        <PowerStateBadge state={host.power.state} />
        {client && <TileStatus client={client} />}
      </div>
      <div className="relative aspect-[80/47] overflow-hidden rounded-sm bg-[#fdfdfc] dark:bg-[#0b0d10]">
        <div ref={holder} aria-hidden className="peer absolute top-0 left-0 w-max origin-top-left" />
        {client && <TileHint client={client} />}
        <Link href={address} className="absolute inset-0" aria-label={t("open", { host: host.name })} />
      </div>
    </li>
  );
}

/** In place of an empty screen: why it is empty. */
function TileHint({ client }: { client: ConsoleClient }) {
  const t = useTranslations("consoles");
  const live = useTranslations("console");
  const key = useOfClient(client, (snapshot) => consoleStatus(snapshot).key);
  return (
    <p className="text-muted-foreground absolute inset-0 hidden place-content-center p-4 text-center text-xs peer-data-blank:grid">
      {key === "open" ? t("silent") : live(`status.${key}`)}
    </p>
  );
}

function TileStatus({ client }: { client: ConsoleClient }) {
  const t = useTranslations("console");
  const key = useOfClient(client, (snapshot) => consoleStatus(snapshot).key);
  const tone = useOfClient(client, (snapshot) => consoleStatus(snapshot).tone);
  const writer = useOfClient(client, (snapshot) => writerOf(snapshot)?.name);
  const isMe = useOfClient(client, (snapshot) => writerOf(snapshot)?.you);
  return (
    <span className="text-muted-foreground ml-auto flex min-w-0 items-center gap-1.5 text-xs">
      {writer !== undefined && (
        <span className="flex min-w-0 items-center gap-1" title={t("otherTypes", { name: writer })}>
          <Keyboard aria-hidden className="text-ok size-3.5 shrink-0" />
          <span className="max-w-24 truncate">{isMe ? t("you") : writer}</span>
        </span>
      )}
      {key !== "open" && (
        <span data-console-state={key} className={cn("truncate", tone === "bad" && "text-critical")}>
          {t(`status.${key}`)}
        </span>
      )}
    </span>
  );
}

const writerOf = ({ viewers }: ConsoleSnapshot) => viewers.find((viewer) => viewer.writer);

/** One thing the client knows: three dozen tiles are not rendered anew for whatever else changes, every second. */
function useOfClient<T extends string | boolean | undefined>(
  client: ConsoleClient,
  of: (snapshot: ConsoleSnapshot) => T,
): T {
  const now = () => of(client.snapshot());
  return useSyncExternalStore(client.subscribe, now, now);
}
