"use client";

import { useLocale, useTranslations } from "next-intl";
import { Fact, Facts } from "@/components/hardware/facts";
import { hexId } from "@/components/hardware/hex-id";
import { clockOffset } from "@/components/host-header/clock-offset";
import { addressOf } from "@/components/host-header/host-header";
import { Age } from "@/components/status/age";
import { PowerStateBadge } from "@/components/status/power-state";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { HostDetail } from "@/lib/contracts/host";
import { useFormat } from "@/lib/format/use-format";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";
import { RecognisedBy } from "./recognised-by";

/** The newest suite we use; below it is SHA-1. */
const BEST_SUITE = 17;

/** Power, its history as the BMC tells it, and chassis faults. */
export function PowerCard({ host }: { host: HostDetail }) {
  const t = useTranslations("host");
  const phrase = usePhrase();
  const missing = t("fact.unknown");
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("overview.power")}</CardTitle>
      </CardHeader>
      <CardContent>
        <Facts>
          <Fact term={t("fact.power")}>
            <span className="flex flex-wrap items-center gap-2">
              <PowerStateBadge state={host.power.state} stale={host.contact.state === "failing"} />
              {host.power.at && <Age at={host.power.at} className="text-xs" />}
            </span>
          </Fact>
          {host.powerDrawWatts !== null && (
            <Fact term={t("fact.draw")} value={t("fact.watts", { watts: host.powerDrawWatts })} />
          )}
          <Fact
            term={t("fact.restartCause")}
            value={host.restartCause && phrase(host.restartCause)}
            missing={missing}
          />
          <Fact
            term={t("fact.lastPowerEvent")}
            value={host.lastPowerEvent && phrase(host.lastPowerEvent)}
            missing={missing}
          />
          <Fact
            term={t("fact.restorePolicy")}
            value={host.powerRestorePolicy && phrase(host.powerRestorePolicy)}
            missing={missing}
          />
          <Fact
            term={t("fact.powerOnHours")}
            value={host.powerOnHours === null ? null : t("fact.hours", { hours: host.powerOnHours })}
            missing={missing}
          />
          <Fact term={t("fact.faults")}>
            {host.chassisFaults.length === 0 ? (
              t(host.power.at ? "fact.noFaults" : "fact.unknown")
            ) : (
              <span className="flex flex-wrap gap-1">
                {host.chassisFaults.map((fault) => (
                  <Badge key={fault} variant="critical">
                    {phrase(fault)}
                  </Badge>
                ))}
              </span>
            )}
          </Fact>
        </Facts>
      </CardContent>
    </Card>
  );
}

/** Which BMC this is and how we speak to it. */
export function BmcCard({ host }: { host: HostDetail }) {
  const t = useTranslations("host");
  const phrase = usePhrase();
  const format = useFormat();
  const missing = t("fact.unknown");
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("overview.bmc")}</CardTitle>
      </CardHeader>
      <CardContent>
        <Facts>
          <Fact term={t("fact.address")} value={addressOf(host)} mono copy />
          <Fact term={t("fact.username")} value={host.username || null} />
          <Fact term={t("fact.bmcKey")} value={t(host.hasBmcKey ? "fact.bmcKeySet" : "fact.bmcKeyNone")} />
          <Fact
            term={t("fact.guid")}
            value={host.guid}
            missing={host.signs ? t("fact.guidNone") : missing}
            mono
            copy
          />
          {host.signs && (
            <Fact term={t("fact.recognisedBy")}>
              <RecognisedBy signs={host.signs} />
            </Fact>
          )}
          <Fact term={t("fact.firmware")} value={host.firmware} missing={missing} />
          <Fact term={t("fact.ipmiVersion")} value={host.ipmiVersion} missing={missing} />
          <Fact term={t("fact.cipherSuite")}>
            <CipherSuite suite={host.cipherSuite} />
          </Fact>
          <Fact term={t("fact.manufacturer")} value={host.manufacturer} missing={missing} />
          <Fact
            term={t("fact.product")}
            value={host.productId === null ? null : hexId(host.productId)}
            missing={missing}
            mono
          />
          <Fact term={t("fact.clock")}>
            <Clock seconds={host.clockOffsetSeconds} />
          </Fact>
          <Fact
            term={t("fact.enrolled")}
            value={host.enrolledAt && format.dateTime(host.enrolledAt)}
            missing={t("fact.notEnrolled")}
          />
          {host.note !== "" && (
            <Fact term={t("fact.note")}>
              <span className="whitespace-pre-wrap">{host.simulated ? phrase(host.note) : host.note}</span>
            </Fact>
          )}
        </Facts>
      </CardContent>
    </Card>
  );
}

function CipherSuite({ suite }: { suite: number | null }) {
  const t = useTranslations("host");
  if (suite === null) return <span className="text-muted-foreground">{t("fact.unknown")}</span>;
  return (
    <>
      {suite}
      {suite < BEST_SUITE && <span className="text-muted-foreground block text-xs">{t("suiteWeak")}</span>}
    </>
  );
}

function Clock({ seconds }: { seconds: number | null }) {
  const t = useTranslations("host.fact");
  const locale = useLocale();
  if (seconds === null) return <span className="text-muted-foreground">{t("unknown")}</span>;
  const offset = clockOffset(seconds, locale);
  if (offset.direction === "right") return t("clockRight");
  return t(offset.direction === "ahead" ? "clockAhead" : "clockBehind", { duration: offset.duration });
}
