"use client";

import { useMutation } from "@tanstack/react-query";
import { Archive } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { PermissionTip } from "@/components/access/permission-tip";
import { ActionProgress } from "@/components/power/action-progress";
import { ConfirmName } from "@/components/power/confirm-name";
import { RequestError } from "@/components/power/request-error";
import { useAction, useRememberAction } from "@/components/power/use-action";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { api } from "@/lib/api-client";
import type { HostSummary } from "@/lib/contracts/host";

/** Reads and keeps every event of the BMC, then clears its log: never the second without the first. */
export function ClearEvents({ host }: { host: HostSummary }) {
  const t = useTranslations("events");
  const [open, setOpen] = useState(false);
  const busy = host.actionId !== null;
  return (
    <>
      <PermissionTip permission="events.clear">
        {(disabled) => (
          <Button
            variant="outline"
            size="sm"
            disabled={disabled || busy}
            title={busy ? t("clearBusy") : undefined}
            onClick={() => setOpen(true)}
          >
            <Archive aria-hidden />
            {t("clear")}
          </Button>
        )}
      </PermissionTip>
      {open && <ClearDialog host={host} onClose={() => setOpen(false)} />}
    </>
  );
}

function ClearDialog({ host, onClose }: { host: HostSummary; onClose: () => void }) {
  const t = useTranslations("events");
  const common = useTranslations("common");
  const remember = useRememberAction();
  const [name, setName] = useState("");
  const send = useMutation({
    mutationFn: () => api.clearEvents(host.id, host.protected ? { confirmName: name } : {}),
    onSuccess: remember,
  });
  const action = useAction(send.data?.id ?? null).data ?? send.data ?? null;
  const confirmed = !host.protected || name === host.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (confirmed && !send.isPending) send.mutate();
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <form onSubmit={submit} className="grid min-w-0 gap-4">
          <DialogHeader>
            <DialogTitle className="break-words">{t("clearTitle", { host: host.name })}</DialogTitle>
            <DialogDescription>{t("clearText")}</DialogDescription>
          </DialogHeader>
          {action && <ActionProgress action={action} />}
          {!action && host.protected && (
            <ConfirmName
              value={name}
              onChange={setName}
              label={t.rich("clearTypeName", {
                host: () => <strong className="font-mono">{host.name}</strong>,
              })}
            />
          )}
          {!action && send.error && <RequestError error={send.error} />}
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              {common(action ? "close" : "cancel")}
            </Button>
            {!action && (
              <Button type="submit" variant="destructive" disabled={!confirmed || send.isPending}>
                {t("clearConfirm")}
              </Button>
            )}
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
