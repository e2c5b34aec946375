"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMe } from "@/components/access/use-me";
import { ConsoleModes } from "@/components/console-history/console-modes";
import { EmptyNote } from "@/components/host-header/empty-note";
import { useHost } from "@/components/host-header/use-host";
import { PowerStateBadge } from "@/components/status/power-state";
import { cn } from "@/lib/cn";
import { HostConsole } from "./host-console";

/** The serial console of a host; with `?popout=1` it covers the page, for a window of its own. */
export function ConsolePage({ hostId }: { hostId: string }) {
  const t = useTranslations("console");
  const { host } = useHost(hostId);
  const { data: me } = useMe();
  const popped = useSearchParams().get("popout") === "1";
  if (!host || !me) return null;
  if (!me.permissions.includes("console.read")) return <EmptyNote title={t("notAllowed")} />;
  const address = `/hosts/${encodeURIComponent(hostId)}/console?popout=1`;
  return (
    <section
      aria-label={t("title", { host: host.name })}
      className={cn("flex min-h-0 flex-1 flex-col", popped && "bg-background fixed inset-0 z-40 p-2")}
    >
      {popped && (
        <p className="flex items-center gap-2 pb-1">
          <strong className="truncate font-semibold">{host.name}</strong>
          <PowerStateBadge state={host.power.state} />
        </p>
      )}
      <ConsoleModes host={host} live={<HostConsole host={host} popOut={popped ? null : address} />} />
    </section>
  );
}
