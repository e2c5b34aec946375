"use client";

import { Ban, CircleCheck, CircleHelp, CircleX, LoaderCircle, ShieldX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";
import type { AuditOutcome } from "@/lib/contracts/audit";

const looks = {
  intent: { icon: LoaderCircle, variant: "info" },
  ok: { icon: CircleCheck, variant: "ok" },
  refused: { icon: Ban, variant: "warning" },
  denied: { icon: ShieldX, variant: "critical" },
  failed: { icon: CircleX, variant: "critical" },
  unknown: { icon: CircleHelp, variant: "warning" },
} as const;

export function AuditOutcomeBadge({ outcome }: { outcome: AuditOutcome }) {
  const t = useTranslations("audit");
  const { icon: Icon, variant } = looks[outcome];
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <Badge variant={variant}>
          <Icon aria-hidden /> {t(`outcomes.${outcome}`)}
        </Badge>
      </TooltipTrigger>
      <TooltipContent>{t(`outcomeHint.${outcome}`)}</TooltipContent>
    </Tooltip>
  );
}
