"use client";

import { Check, CircleHelp, LoaderCircle, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { Action } from "@/lib/contracts/action";

const looks = {
  running: { variant: "info", icon: LoaderCircle },
  requested: { variant: "muted", icon: CircleHelp },
  accepted: { variant: "ok", icon: Check },
  confirmed: { variant: "ok", icon: Check },
  refused: { variant: "critical", icon: X },
  unknown: { variant: "warning", icon: CircleHelp },
} as const;

/** Where an action stands, in one word; turning while it goes on. */
export function ActionStatusBadge({ action }: { action: Pick<Action, "status" | "finished"> }) {
  const t = useTranslations("power.status");
  const { variant, icon: Icon } = looks[action.finished ? action.status : "running"];
  return (
    <Badge variant={variant} data-action-status={action.status}>
      <Icon aria-hidden className={action.finished ? undefined : "animate-spin"} />
      {t(action.status)}
    </Badge>
  );
}
