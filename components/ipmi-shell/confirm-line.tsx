"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ConfirmName } from "@/components/power/confirm-name";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import type { PowerVerb } from "@/lib/contracts/action";
import type { HostSummary } from "@/lib/contracts/host";
import { ChassisControlNote } from "./chassis-control-note";
import type { Question } from "./use-ipmi-shell";

/** Asks before a line that cannot be taken back; on a protected host for its name too. */
export function ConfirmLine({
  host,
  question: { line, power },
  onAnswer,
  onInstead,
}: {
  host: HostSummary;
  question: Question;
  onAnswer: (agreed: { confirmName?: string } | null) => void;
  /** The power menu's way was chosen. */
  onInstead: (power: PowerVerb) => void;
}) {
  const t = useTranslations("ipmiShell");
  const words = useTranslations("power");
  const [name, setName] = useState("");
  const ready = !host.protected || name === host.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onAnswer(host.protected ? { confirmName: name } : {});
  };
  return (
    <Dialog open onOpenChange={() => onAnswer(null)}>
      <DialogContent>
        <form onSubmit={submit} className="grid min-w-0 gap-4">
          <DialogHeader>
            <DialogTitle className="break-words">{t("confirmTitle", { host: host.name })}</DialogTitle>
            {/* Cutting the power may be asked for twice and is the same: what matters is what it does. */}
            <DialogDescription>{power === "off" ? words("effect.off") : t("confirmText")}</DialogDescription>
          </DialogHeader>
          <pre className="bg-muted overflow-x-auto rounded-md px-3 py-2 font-mono text-sm">{line}</pre>
          {power && <ChassisControlNote host={host} power={power} onInstead={onInstead} />}
          {host.protected && (
            <ConfirmName
              value={name}
              onChange={setName}
              label={t.rich("typeName", {
                host: () => <strong className="font-mono">{host.name}</strong>,
              })}
            />
          )}
          <DialogFooter>
            <Button type="button" variant="outline" onClick={() => onAnswer(null)}>
              {t("cancel")}
            </Button>
            <Button type="submit" variant="destructive" disabled={!ready}>
              {t("confirmSend")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
