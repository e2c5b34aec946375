"use client";

import { CircleHelp, Power, PowerOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/lib/cn";
import type { PowerState } from "@/lib/contracts/host";

const looks = {
  on: { icon: Power, look: "border-ok/25 bg-ok/10 text-ok" },
  off: { icon: PowerOff, look: "border-border bg-muted text-muted-foreground" },
  unknown: { icon: CircleHelp, look: "border-border border-dashed text-muted-foreground" },
} as const;

/** Power as icon and word. `stale` marks it: the state was true when it was last read. */
export function PowerStateBadge({
  state,
  stale = false,
  className,
}: {
  state: PowerState;
  stale?: boolean;
  className?: string;
}) {
  const t = useTranslations("common.power");
  const { icon: Icon, look } = looks[state];
  return (
    <span
      data-power={state}
      className={cn(
        "inline-flex h-5.5 items-center gap-1 rounded-sm border px-1.5 text-xs font-medium whitespace-nowrap",
        look,
        stale && "border-dashed bg-transparent",
        className,
      )}
    >
      <Icon aria-hidden className="size-3" />
      {t(state)}
    </span>
  );
}
