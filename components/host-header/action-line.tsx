"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useActionName } from "@/components/power/action-name";
import { ActionProgress } from "@/components/power/action-progress";
import { ActionStatusBadge } from "@/components/power/action-status";
import { useHostActions } from "@/components/power/use-action";
import { useNow } from "@/components/status/now";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import type { Action } from "@/lib/contracts/action";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";

const KEPT_MS = 60_000;

/** The action that goes on, or the one that finished within the last minute; its progress is one click away. */
export function ActionLine({ hostId }: { hostId: string }) {
  const t = useTranslations("power");
  const phrase = usePhrase();
  const nameOf = useActionName();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const action = useHostActions(hostId).data?.actions.find((each) => isRecent(each, now));
  if (!action) return null;
  return (
    <div
      role="status"
      className="bg-card flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border px-3 py-2"
    >
      <ActionStatusBadge action={action} />
      <span className="font-medium">{nameOf(action)}</span>
      <span className="text-muted-foreground min-w-0 truncate">
        {action.finished ? phrase(action.note) : `${t(`step.${action.step}`)}…`}
      </span>
      <Button variant="link" size="sm" className="ml-auto px-1" onClick={() => setOpen(true)}>
        {t("showProgress")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent>
          <DialogHeader>
            <DialogTitle>{nameOf(action)}</DialogTitle>
            <DialogDescription>
              {action.hostName} · {t("requestedBy", { who: action.requestedBy })}
            </DialogDescription>
          </DialogHeader>
          <ActionProgress action={action} />
        </DialogContent>
      </Dialog>
    </div>
  );
}

function isRecent(action: Action, now: number): boolean {
  if (!action.finished) return true;
  return action.finishedAt !== null && now - Date.parse(action.finishedAt) < KEPT_MS;
}
