"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { toast } from "sonner";
import type { Action } from "@/lib/contracts/action";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";
import { useActionName } from "./action-name";
import { ActionStatusBadge } from "./action-status";
import { useAction } from "./use-action";

const STAYS_MS = 8000;

/** Keeps an action in sight after its dialog was closed, until some seconds after it has finished. */
export function showActionToast(id: string): void {
  toast.custom(() => <ActionToast id={id} />, { id, duration: Number.POSITIVE_INFINITY });
}

function ActionToast({ id }: { id: string }) {
  const { data: action } = useAction(id);
  const finished = action?.finished ?? false;
  useEffect(() => {
    if (!finished) return;
    const timer = setTimeout(() => toast.dismiss(id), STAYS_MS);
    return () => clearTimeout(timer);
  }, [finished, id]);
  return action ? <ActionLine action={action} /> : null;
}

function ActionLine({ action }: { action: Action }) {
  const t = useTranslations("power");
  const phrase = usePhrase();
  const nameOf = useActionName();
  const { note, failure, finished, step } = action;
  const said = finished ? phrase(failure?.detail ?? note) : `${t(`step.${step}`)}…`;
  return (
    <div className="bg-popover text-popover-foreground grid w-(--width) max-w-full gap-1 rounded-lg border px-3.5 py-2.5 text-sm shadow-xl">
      <p className="flex items-center justify-between gap-3">
        <span className="truncate font-medium">{action.hostName}</span>
        <ActionStatusBadge action={action} />
      </p>
      <p className="text-muted-foreground text-xs">
        {nameOf(action)}
        {said && ` · ${said}`}
      </p>
    </div>
  );
}
