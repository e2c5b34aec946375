"use client";

import { useMutation } from "@tanstack/react-query";
import { ShieldAlert, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { PermissionTip } from "@/components/access/permission-tip";
import { ErrorState } from "@/components/status/error-state";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { api } from "@/lib/api-client";
import type { RecordingVerification } from "@/lib/contracts/recording";
import { useFormat } from "@/lib/format/use-format";

/** Whether the recording is as it was written. */
export function VerifyDialog({ hostId }: { hostId: string }) {
  const t = useTranslations("console-history.verify");
  const [open, setOpen] = useState(false);
  return (
    <>
      <PermissionTip permission="console.search">
        {(disabled) => (
          <Button
            variant="outline"
            size="icon-sm"
            disabled={disabled}
            aria-label={t("title")}
            title={t("title")}
            onClick={() => setOpen(true)}
          >
            <ShieldCheck aria-hidden />
          </Button>
        )}
      </PermissionTip>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent>
          <DialogHeader>
            <DialogTitle>{t("title")}</DialogTitle>
            <DialogDescription>{t("text")}</DialogDescription>
          </DialogHeader>
          <Verification hostId={hostId} />
        </DialogContent>
      </Dialog>
    </>
  );
}

/** Leaving it ends a look that is not over. */
function Verification({ hostId }: { hostId: string }) {
  const t = useTranslations("console-history.verify");
  const leaving = useRef<AbortController | null>(null);
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: () => {
      leaving.current = new AbortController();
      return api.verifyRecording(hostId, leaving.current.signal);
    },
  });
  return (
    <div
      className="grid gap-3"
      ref={(element) => {
        if (element === null) leaving.current?.abort();
      }}
    >
      <div role="status">
        {isPending && <p className="text-muted-foreground text-sm">{t("busy")}</p>}
        {data && <Result found={data} />}
      </div>
      {error && <ErrorState error={error} onRetry={() => mutate()} />}
      <Button className="justify-self-start" disabled={isPending} onClick={() => mutate()}>
        {t(data ? "again" : "start")}
      </Button>
    </div>
  );
}

function Result({ found: { segments, broken } }: { found: RecordingVerification }) {
  const t = useTranslations("console-history.verify");
  const format = useFormat();
  const Icon = broken ? ShieldAlert : ShieldCheck;
  const held = broken?.held;
  return (
    <p className={`flex items-start gap-2 text-sm ${broken ? "text-critical" : "text-ok"}`}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        {broken ? t(broken.problem, { number: broken.number }) : t("whole", { segments })}
        {held &&
          ` ${t("held", { first: format.dateTime(held.firstAt), last: format.dateTime(held.lastAt) })}`}
      </span>
    </p>
  );
}
