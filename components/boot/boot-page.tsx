"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { PermissionTip } from "@/components/access/permission-tip";
import { useHost } from "@/components/host-header/use-host";
import { ActionProgress } from "@/components/power/action-progress";
import { RequestError } from "@/components/power/request-error";
import { Age } from "@/components/status/age";
import { ErrorState } from "@/components/status/error-state";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import type { BootState } from "@/lib/contracts/action";
import { BootForm } from "./boot-form";
import { useBootWords } from "./boot-words";
import { useBoot } from "./use-boot";

/** The boot override of a host as the BMC holds it, and the setting and clearing of it. */
export function BootPage({ hostId }: { hostId: string }) {
  const t = useTranslations("boot");
  const { host } = useHost(hostId);
  const { state, set, action, ignored } = useBoot(hostId);
  const wordsOf = useBootWords();
  if (state.data === undefined) {
    if (state.error) return <ErrorState error={state.error} onRetry={() => void state.refetch()} />;
    return <Skeleton className="h-80 w-full" />;
  }
  const busy = set.isPending || (host ? host.actionId !== null : true);
  return (
    <div className="grid gap-3">
      <Card>
        <CardHeader>
          <CardTitle>{t("current")}</CardTitle>
        </CardHeader>
        <CardContent className="grid gap-3">
          <CurrentOverride
            state={state.data}
            busy={busy}
            onClear={() => set.mutate({ device: "none", persistent: false, firmware: "uefi" })}
          />
          {action && <ActionProgress action={action} />}
          {ignored && (
            <Alert variant="warning">
              <TriangleAlert aria-hidden />
              <AlertTitle>{t("notHonoured")}</AlertTitle>
              <AlertDescription>
                {t("notHonouredText", { wanted: wordsOf(ignored.wanted), found: wordsOf(ignored.found) })}
              </AlertDescription>
            </Alert>
          )}
          {set.error && <RequestError error={set.error} title={t("failed")} />}
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>{t("set")}</CardTitle>
        </CardHeader>
        <CardContent>
          <BootForm busy={busy} onSet={(request) => set.mutate(request)} />
        </CardContent>
      </Card>
    </div>
  );
}

function CurrentOverride(props: { state: BootState | null; busy: boolean; onClear: () => void }) {
  const t = useTranslations("boot");
  const { state } = props;
  if (!state) return <p className="text-muted-foreground">{t("notRead")}</p>;
  const active = state.valid && state.device !== "none";
  return (
    <div className="flex flex-wrap items-start justify-between gap-3">
      <div className="grid gap-1">
        <p className="text-base font-medium">
          {active
            ? t(state.persistent ? "persistentOverride" : "override", { device: t(`device.${state.device}`) })
            : t("none")}
        </p>
        {active && <p>{t(`firmware.${state.firmware}`)}</p>}
        {active && !state.persistent && <p className="text-muted-foreground text-xs">{t("expiring")}</p>}
        <p className="text-muted-foreground text-xs">
          {t.rich("readBack", { age: () => <Age at={state.at} staleAfterMs={null} /> })}
          {active && <> · {t("restartHint")}</>}
        </p>
      </div>
      {/* Offered without an override too: some BMCs keep flags that they call not valid. */}
      <PermissionTip permission="boot.control">
        {(disabled) => (
          <Button variant="outline" disabled={disabled || props.busy} onClick={props.onClear}>
            {t("clear")}
          </Button>
        )}
      </PermissionTip>
    </div>
  );
}
