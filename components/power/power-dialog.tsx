"use client";

import { useMutation } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Age } from "@/components/status/age";
import { PowerStateBadge } from "@/components/status/power-state";
import { Alert, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Label } from "@/components/ui/label";
import { api } from "@/lib/api-client";
import type { HostSummary } from "@/lib/contracts/host";
import { ActionProgress } from "./action-progress";
import { ConfirmName } from "./confirm-name";
import { RequestError } from "./request-error";
import { useAction, useRememberAction } from "./use-action";
import { isDestructive, needsTypedName, type PowerCommand } from "./verb-rules";

interface Props {
  host: HostSummary;
  command: PowerCommand;
  /** `running` is the id of the action that goes on without the dialog, null when none does. */
  onClose: (running: string | null) => void;
}

/** Says in words what will happen to which host, asks, and then shows what came of it. */
export function PowerDialog({ host, command, onClose }: Props) {
  const t = useTranslations("power");
  const remember = useRememberAction();
  const [name, setName] = useState("");
  const [native, setNative] = useState(false);
  const send = useMutation({
    mutationFn: () => {
      const confirmName = needsTypedName(command, host) ? name : undefined;
      return command === "bmc-reset"
        ? api.resetBmc(host.id, { confirmName: name })
        : api.power(host.id, { verb: command, native, ...(confirmName ? { confirmName } : {}) });
    },
    onSuccess: remember,
  });
  const action = useAction(send.data?.id ?? null).data ?? send.data ?? null;
  const confirmed = !needsTypedName(command, host) || name === host.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (confirmed && !send.isPending) send.mutate();
  };
  return (
    <Dialog open onOpenChange={() => onClose(action && !action.finished ? action.id : null)}>
      <DialogContent>
        <form onSubmit={submit} className="grid min-w-0 gap-4">
          <DialogHeader>
            <DialogTitle className="break-words">
              {action ? t(`verb.${command}`) : t(`title.${command}`, { host: host.name })}
            </DialogTitle>
            <DialogDescription>{t(`effect.${command}`)}</DialogDescription>
          </DialogHeader>
          <Target host={host} />
          {action ? (
            <ActionProgress action={action} />
          ) : (
            <>
              <Doubts host={host} />
              {command === "cycle" && <NativeCycle checked={native} onChange={setNative} />}
              {needsTypedName(command, host) && (
                <ConfirmName
                  value={name}
                  onChange={setName}
                  label={t.rich(host.protected ? "typeName" : "typeNameBmc", {
                    host: () => <strong className="font-mono">{host.name}</strong>,
                  })}
                />
              )}
              {send.error && <RequestError error={send.error} />}
            </>
          )}
          <DialogFooter className="items-center">
            {action ? (
              <>
                {!action.finished && (
                  <p className="text-muted-foreground mr-auto text-xs">{t("closeHint")}</p>
                )}
                <Button variant="outline" onClick={() => onClose(action.finished ? null : action.id)}>
                  {t("done")}
                </Button>
              </>
            ) : (
              <ConfirmButtons
                command={command}
                disabled={!confirmed || send.isPending}
                pending={send.isPending}
                onCancel={() => onClose(null)}
              />
            )}
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function ConfirmButtons(props: {
  command: PowerCommand;
  disabled: boolean;
  pending: boolean;
  onCancel: () => void;
}) {
  const t = useTranslations("power");
  const common = useTranslations("common");
  return (
    <>
      <Button variant="outline" onClick={props.onCancel} className="max-sm:w-full">
        {common("cancel")}
      </Button>
      <Button
        type="submit"
        variant={isDestructive(props.command) ? "destructive" : "default"}
        disabled={props.disabled}
        className="max-sm:w-full"
      >
        {props.pending ? t("sending") : t(`confirm.${props.command}`)}
      </Button>
    </>
  );
}

function Target({ host }: { host: HostSummary }) {
  const t = useTranslations("power");
  return (
    <dl className="bg-muted/50 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 rounded-md border px-3 py-2.5 text-sm">
      <dt className="text-muted-foreground">{t("target.host")}</dt>
      <dd className="font-medium break-words">{host.name}</dd>
      <dt className="text-muted-foreground">{t("target.address")}</dt>
      <dd className="font-mono break-all">
        {host.port === 623 ? host.address : `${host.address} · ${host.port}`}
      </dd>
      <dt className="text-muted-foreground">{t("target.state")}</dt>
      <dd className="flex flex-wrap items-center gap-2">
        <PowerStateBadge state={host.power.state} />
        {host.power.at && (
          <span className="text-muted-foreground text-xs">
            {t.rich("stateAge", { age: () => <Age at={host.power.at} /> })}
          </span>
        )}
      </dd>
    </dl>
  );
}

function Doubts({ host }: { host: HostSummary }) {
  const t = useTranslations("power");
  const doubt =
    host.contact.state === "failing"
      ? t("contactFailing")
      : host.power.state === "unknown"
        ? t("stateUnknown")
        : null;
  if (!doubt) return null;
  return (
    <Alert variant="warning">
      <TriangleAlert aria-hidden />
      <AlertTitle className="font-normal">{doubt}</AlertTitle>
    </Alert>
  );
}

function NativeCycle({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  const t = useTranslations("power");
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <Checkbox
        id={id}
        checked={checked}
        onCheckedChange={(value) => onChange(value === true)}
        className="mt-0.5"
      />
      <div className="grid gap-0.5">
        <Label htmlFor={id}>{t("native")}</Label>
        <p className="text-muted-foreground text-xs">{t("nativeHint")}</p>
      </div>
    </div>
  );
}
