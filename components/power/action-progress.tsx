"use client";

import { Check, CircleHelp, LoaderCircle, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { FailureText } from "@/components/status/failure-text";
import { cn } from "@/lib/cn";
import type { Action } from "@/lib/contracts/action";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";
import { isUnconfirmed, type Mark, stations } from "./action-stations";

const icons = { done: Check, running: LoaderCircle, ahead: null, refused: X, unknown: CircleHelp } as const;
const colours: Record<Mark, string> = {
  done: "border-ok bg-ok/10 text-ok",
  running: "border-info text-info",
  ahead: "border-border text-muted-foreground",
  refused: "border-critical bg-critical/10 text-critical",
  unknown: "border-warning bg-warning/10 text-warning",
};

/** requested → accepted → confirmed, refused or unknown: what has happened, what is happening, and what to do. */
export function ActionProgress({ action }: { action: Action }) {
  const t = useTranslations("power");
  const phrase = usePhrase();
  const marks = stations(action);
  const { finished, status } = action;
  const unconfirmed = isUnconfirmed(action);
  const outcome = !finished ? "outcome" : unconfirmed ? "unconfirmed" : status;
  const names = ["requested", "accepted", outcome] as const;
  return (
    <section aria-label={t("progress.label")} aria-live="polite" className="grid gap-3">
      <ol className="grid grid-cols-3 gap-2">
        {names.map((name, i) => (
          <Station key={name} mark={marks[i] ?? "ahead"} label={t(`progress.${name}`)} />
        ))}
      </ol>
      <div className="grid gap-1 text-sm">
        {!action.finished && <p className="font-medium">{t(`step.${action.step}`)}…</p>}
        {action.note !== "" && <p className="font-medium">{phrase(action.note)}</p>}
        <p className="text-muted-foreground">{t(`statusText.${unconfirmed ? "unconfirmed" : status}`)}</p>
        {action.status === "unknown" && !action.finished && (
          <p className="text-muted-foreground">{t("resolving")}</p>
        )}
        {action.status === "unknown" && action.finished && !action.failure && (
          <p className="text-muted-foreground">{t("resolved")}</p>
        )}
      </div>
      {action.failure && (
        <div className="bg-muted rounded-md border px-3 py-2">
          <FailureText failure={action.failure} withLayer />
        </div>
      )}
    </section>
  );
}

function Station({ mark, label }: { mark: Mark; label: string }) {
  const Icon = icons[mark];
  return (
    <li className="grid justify-items-start gap-1.5">
      <span className="flex w-full items-center gap-2">
        <span className={cn("grid size-6 shrink-0 place-items-center rounded-full border", colours[mark])}>
          {Icon && <Icon aria-hidden className={cn("size-3.5", mark === "running" && "animate-spin")} />}
        </span>
        <span className={cn("h-px flex-1", mark === "ahead" ? "bg-border" : "bg-input")} />
      </span>
      <span className={cn("text-xs", mark === "ahead" ? "text-muted-foreground" : "font-medium")}>
        {label}
      </span>
    </li>
  );
}
