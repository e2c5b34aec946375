"use client";

import { useTranslations } from "next-intl";
import { useActionName } from "@/components/power/action-name";
import { ActionStatusBadge } from "@/components/power/action-status";
import { useHostActions } from "@/components/power/use-action";
import { Age } from "@/components/status/age";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";

const SHOWN = 8;

/** What was done to the host lately, with how it ended. */
export function LastActionsCard({ hostId }: { hostId: string }) {
  const t = useTranslations("power");
  const phrase = usePhrase();
  const nameOf = useActionName();
  const actions = useHostActions(hostId).data?.actions ?? [];
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("lastActions")}</CardTitle>
      </CardHeader>
      <CardContent>
        {actions.length === 0 && <p className="text-muted-foreground">{t("noActions")}</p>}
        <ul className="grid gap-2.5">
          {actions.slice(0, SHOWN).map((action) => (
            <li key={action.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
              <ActionStatusBadge action={action} />
              <span className="font-medium">{nameOf(action)}</span>
              <span className="text-muted-foreground min-w-0 break-words">
                {phrase(action.failure?.detail ?? action.note)}
              </span>
              <span className="text-muted-foreground ml-auto text-xs">
                {t("requestedBy", { who: action.requestedBy })} ·{" "}
                <Age at={action.requestedAt} staleAfterMs={null} />
              </span>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
