"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorState } from "@/components/status/error-state";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";
import { HostForm } from "./host-form";

/** Target of the sheet that adds a host; any other is the id of the host to edit. */
export const NEW_HOST = "new";

/** The form beside the page: open while there is a target. */
export function HostSheet({ target, onClose }: { target: string | null; onClose: () => void }) {
  const [shown, setShown] = useState(target);
  if (target !== null && target !== shown) setShown(target);
  return (
    <Sheet open={target !== null} onOpenChange={(open) => !open && onClose()}>
      <SheetContent onInteractOutside={(event) => event.preventDefault()} className="sm:max-w-xl">
        {shown === null || shown === NEW_HOST ? (
          <AddHost onDone={onClose} />
        ) : (
          <EditHost id={shown} onDone={onClose} />
        )}
      </SheetContent>
    </Sheet>
  );
}

function AddHost({ onDone }: { onDone: () => void }) {
  const t = useTranslations("hosts.form");
  return (
    <>
      <SheetHeader>
        <SheetTitle>{t("addTitle")}</SheetTitle>
        <SheetDescription>{t("addText")}</SheetDescription>
      </SheetHeader>
      <HostForm host={null} onDone={onDone} />
    </>
  );
}

function EditHost({ id, onDone }: { id: string; onDone: () => void }) {
  const t = useTranslations("hosts.form");
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.host(id),
    queryFn: ({ signal }) => api.host(id, signal),
  });
  return (
    <>
      <SheetHeader>
        <SheetTitle>{t("editTitle", { name: data?.name ?? "…" })}</SheetTitle>
        <SheetDescription>{t("editText")}</SheetDescription>
      </SheetHeader>
      {data && <HostForm host={data} onDone={onDone} />}
      {!data && error && <ErrorState error={error} onRetry={() => void refetch()} className="m-5 w-auto" />}
      {!data && !error && (
        <div className="grid gap-4 p-5">
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
          <Skeleton className="h-16" />
        </div>
      )}
    </>
  );
}
