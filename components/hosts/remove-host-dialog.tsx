"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { ConfirmName } from "@/components/power/confirm-name";
import { useProblemText } from "@/components/status/problem-text";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { api } from "@/lib/api-client";
import type { HostSummary } from "@/lib/contracts/host";
import { queryKeys } from "@/lib/query-keys";

interface RemoveHostDialogProps {
  /** The host to remove; null while closed. */
  host: HostSummary | null;
  onClose: () => void;
  onRemoved?: () => void;
}

/** Asks before a host is forgotten; a protected one wants its name typed. */
export function RemoveHostDialog({ host, onClose, onRemoved }: RemoveHostDialogProps) {
  return (
    <AlertDialog open={host !== null} onOpenChange={(open) => !open && onClose()}>
      <AlertDialogContent>
        {host && <RemovalQuestion host={host} onClose={onClose} onRemoved={onRemoved} />}
      </AlertDialogContent>
    </AlertDialog>
  );
}

function RemovalQuestion({
  host,
  onClose,
  onRemoved,
}: {
  host: HostSummary;
  onClose: () => void;
  onRemoved: (() => void) | undefined;
}) {
  const t = useTranslations("hosts.removal");
  const common = useTranslations("common");
  const client = useQueryClient();
  const problemText = useProblemText();
  const [typed, setTyped] = useState("");
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.removeHost(host.id),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: queryKeys.hosts });
      toast.success(t("done", { name: host.name }));
      onRemoved?.();
    },
    onError: (error) => {
      const { title, detail } = problemText(error);
      toast.error(t("failed", { name: host.name }), { description: `${title} ${detail}` });
    },
    onSettled: onClose,
  });
  const confirmed = !host.protected || typed === host.name;
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (confirmed) mutate();
      }}
    >
      <AlertDialogHeader>
        <AlertDialogTitle>{t("title", { name: host.name })}</AlertDialogTitle>
        <AlertDialogDescription>{t("text")}</AlertDialogDescription>
      </AlertDialogHeader>
      {host.protected && (
        <ConfirmName label={t("typeName", { name: host.name })} value={typed} onChange={setTyped} />
      )}
      <AlertDialogFooter>
        <AlertDialogCancel>{common("cancel")}</AlertDialogCancel>
        <Button type="submit" variant="destructive" disabled={!confirmed || isPending}>
          {t("confirm")}
        </Button>
      </AlertDialogFooter>
    </form>
  );
}
