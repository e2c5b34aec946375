"use client";

import { Stethoscope } from "lucide-react";
import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/status/error-state";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import type { DoctorCheck } from "@/lib/contracts/console-doctor";
import type { HostSummary } from "@/lib/contracts/host";
import { useFormat } from "@/lib/format/use-format";
import { DoctorLine } from "./doctor-line";
import { useDoctor } from "./use-doctor";

/** Why is my console empty? Every layer, top to bottom, with what can be done about it from here. */
export function DoctorSheet({
  host,
  onTakeOver,
  onClose,
}: {
  host: HostSummary;
  /** Asks for a reason and takes the console over. */
  onTakeOver: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("console-doctor");
  const format = useFormat();
  const { report, fix } = useDoctor(host.id);
  const { data, error, isFetching, refetch } = report;
  const count = (which: DoctorCheck["outcome"]) =>
    data?.checks.filter(({ outcome }) => outcome === which).length ?? 0;
  return (
    <Sheet open onOpenChange={onClose}>
      <SheetContent className="w-full overflow-y-auto sm:max-w-lg">
        <SheetHeader>
          <SheetTitle className="flex items-center gap-2">
            <Stethoscope aria-hidden className="size-5" />
            {t("title", { host: host.name })}
          </SheetTitle>
          <SheetDescription>
            {data &&
              t("summary", {
                problems: count("problem"),
                warnings: count("warning"),
                time: format.time(data.at),
              })}
            {isFetching && !data && t("looking")}
          </SheetDescription>
        </SheetHeader>
        <div className="grid gap-3 px-4 pt-4 pb-6" aria-live="polite" aria-busy={isFetching}>
          {error && <ErrorState error={error} onRetry={() => void refetch()} />}
          {!data && !error && <Skeleton className="h-96" />}
          {data && (
            <ol className="grid gap-2">
              {data.checks.map((check) => (
                <DoctorLine
                  key={check.layer}
                  check={check}
                  at={data.at}
                  pending={fix.isPending}
                  onFix={(request) => (request.fix === "take-over" ? onTakeOver() : fix.mutate(request))}
                />
              ))}
            </ol>
          )}
          {fix.error && <ErrorState error={fix.error} onRetry={() => fix.reset()} />}
          {data && (
            <Button variant="outline" disabled={isFetching} onClick={() => void refetch()}>
              {isFetching ? t("looking") : t("again")}
            </Button>
          )}
        </div>
      </SheetContent>
    </Sheet>
  );
}
