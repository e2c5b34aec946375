"use client";

import { LayoutGrid } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { usePermission } from "@/components/access/use-me";
import { useHosts } from "@/components/hosts/use-hosts";
import { EmptyState } from "@/components/status/empty-state";
import { ErrorState } from "@/components/status/error-state";
import { BroadcastBar } from "./broadcast-bar";
import { useBroadcast } from "./use-broadcast";
import { MOST_TILES, readChoice, type WallChoice, wallHosts, writeChoice } from "./wall-hosts";
import { WallPicker } from "./wall-picker";
import { WallTile } from "./wall-tile";

/** Up to three dozen consoles side by side; the choice is in the address. */
export function WallPage() {
  const t = useTranslations("consoles");
  const router = useRouter();
  const choice = readChoice(useSearchParams());
  const { data, error, refetch } = useHosts();
  const all = data?.hosts ?? [];
  const { shown, left } = wallHosts(all, choice);
  const broadcast = useBroadcast(shown);
  const { allowed } = usePermission("console.write");
  const choose = (next: WallChoice) => router.replace(`/consoles?${writeChoice(next)}`, { scroll: false });

  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <WallPicker hosts={all} choice={choice} onChoose={choose} />
        {left > 0 && <p className="text-muted-foreground text-sm">{t("left", { most: MOST_TILES, left })}</p>}
      </div>
      {data && shown.length === 0 ? (
        <EmptyState icon={LayoutGrid} title={t("empty")} text={t("emptyText")} />
      ) : (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,19rem),1fr))] gap-2">
          {shown.map((host) => (
            <WallTile
              key={host.id}
              host={host}
              chosen={broadcast.chosen.has(host.id)}
              onChoose={(chosen) => broadcast.choose(host.id, chosen)}
              armed={broadcast.armed}
              onClient={broadcast.onClient}
            />
          ))}
        </ul>
      )}
      {allowed && broadcast.targets.length > 0 && (
        <BroadcastBar
          targets={broadcast.targets}
          armed={broadcast.armed}
          typingKept={broadcast.typingKept}
          onArm={broadcast.setArmed}
          onType={broadcast.type}
        />
      )}
    </div>
  );
}
