"use client";

import { useMutation } from "@tanstack/react-query";
import { RefreshCw, Shield } from "lucide-react";
import { useTranslations } from "next-intl";
import { PermissionTip } from "@/components/access/permission-tip";
import { PowerMenu } from "@/components/power/power-menu";
import { Age } from "@/components/status/age";
import { useHealthReason } from "@/components/status/health-reason";
import { PowerStateBadge } from "@/components/status/power-state";
import { SeverityLabel } from "@/components/status/severity";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";
import { api } from "@/lib/api-client";
import type { HostDetail, HostSummary } from "@/lib/contracts/host";
import { ActionLine } from "./action-line";
import { ContactNotice } from "./contact-notice";
import { CopyButton } from "./copy-button";
import { IdentifyButton } from "./identify-button";

/** Who this is, whether it is alive and well, and what can be done to it. `detail` may come later than `host`. */
export function HostHeader({ host, detail }: { host: HostSummary; detail: HostDetail | undefined }) {
  const t = useTranslations("host");
  return (
    <header className="grid gap-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 gap-1.5">
          <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
            <h1 className="text-xl leading-7 font-semibold break-words">{host.name}</h1>
            <PowerStateBadge state={host.power.state} stale={host.contact.state === "failing"} />
            <HealthSummary host={host} />
            {host.simulated && <Badge variant="warning">{t("simulated")}</Badge>}
            {host.protected && <ProtectedBadge />}
          </div>
          <div className="text-muted-foreground flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            <span className="flex items-center">
              <span className="font-mono text-xs">{addressOf(host)}</span>
              <CopyButton text={host.address} what={t("fact.address")} />
            </span>
            <Identity host={host} firmware={detail?.firmware ?? null} />
            {host.contact.state === "online" && (
              <span className="text-xs">
                {t.rich("contact.online", { age: () => <Age at={host.contact.lastSeenAt} /> })}
              </span>
            )}
            {host.tags.map((tag) => (
              <Badge key={tag} variant="muted">
                {tag}
              </Badge>
            ))}
          </div>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <PollButton host={host} />
          <IdentifyButton host={host} />
          <PowerMenu host={host} />
        </div>
      </div>
      <ContactNotice contact={host.contact} />
      <ActionLine hostId={host.id} />
    </header>
  );
}

export const addressOf = ({ address, port }: Pick<HostSummary, "address" | "port">): string => {
  if (port === 623) return address;
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
};

function HealthSummary({ host }: { host: HostSummary }) {
  const t = useTranslations("host");
  const inWords = useHealthReason();
  const { severity, reason } = host.health;
  // What a silent BMC said last is no reason to be calm.
  if (host.contact.state === "failing" && severity === "ok") {
    return (
      <SeverityLabel severity="unknown" className="text-sm font-medium">
        {t("healthUnknown")}
      </SeverityLabel>
    );
  }
  return (
    <SeverityLabel severity={severity} className="text-sm font-medium">
      {reason ? t("healthReason", inWords(reason)) : severity === "unknown" ? t("healthUnknown") : undefined}
    </SeverityLabel>
  );
}

function ProtectedBadge() {
  const t = useTranslations("host");
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <Badge variant="info" asChild>
          <button type="button">
            <Shield aria-hidden />
            {t("protected")}
          </button>
        </Badge>
      </TooltipTrigger>
      <TooltipContent>{t("protectedHint")}</TooltipContent>
    </Tooltip>
  );
}

function Identity({ host, firmware }: { host: HostSummary; firmware: string | null }) {
  const t = useTranslations("host.identity");
  const product = [host.manufacturer, host.model].filter(Boolean).join(" ");
  return (
    <>
      {product && <span className="truncate">{product}</span>}
      {host.serial && (
        <span>
          {t("serial")} <span className="text-foreground font-mono text-xs">{host.serial}</span>
        </span>
      )}
      {firmware && (
        <span>
          {t("firmware")} <span className="text-foreground">{firmware}</span>
        </span>
      )}
    </>
  );
}

function PollButton({ host }: { host: HostSummary }) {
  const t = useTranslations("host");
  const poll = useMutation({ mutationFn: () => api.pollHost(host.id) });
  return (
    <PermissionTip permission="host.poll">
      {(disabled) => (
        <Button
          variant="outline"
          size="icon"
          title={t("pollNow")}
          aria-label={poll.isPending ? t("pollAsked") : t("pollNow")}
          disabled={disabled || poll.isPending}
          onClick={() => poll.mutate()}
        >
          <RefreshCw aria-hidden className={poll.isPending ? "animate-spin" : undefined} />
        </Button>
      )}
    </PermissionTip>
  );
}
