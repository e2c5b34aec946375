"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { DeviceId } from "@/lib/contracts/inventory";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";
import { Fact, Facts } from "./facts";
import { hexId } from "./hex-id";

/** What the management controller says of itself (Get Device ID). */
export function DeviceCard({
  device,
  login,
  exportUrl,
}: {
  device: DeviceId;
  /** How the last session spoke to it; null before the first. */
  login: { readonly sentence: string; readonly workarounds: readonly string[] } | null;
  /** Where what was learnt of all BMCs is downloaded; null for people who may not. */
  exportUrl: string | null;
}) {
  const t = useTranslations("hardware");
  const phrase = usePhrase();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("device")}</CardTitle>
      </CardHeader>
      <CardContent>
        <Facts>
          <Fact
            term={t("manufacturer")}
            value={[device.manufacturer, `(${device.manufacturerId})`].filter(Boolean).join(" ")}
          />
          <Fact term={t("product")} value={hexId(device.productId)} mono />
          <Fact term={t("firmware")} value={device.firmware} copy />
          <Fact term={t("auxFirmware")} value={device.auxFirmwareHex} mono copy />
          <Fact term={t("ipmiVersion")} value={device.ipmiVersion} />
          <Fact term={t("deviceId")} value={String(device.deviceId)} />
          <Fact term={t("deviceRevision")} value={String(device.deviceRevision)} />
          {login && (
            <Fact term={t("login")}>
              <span className="grid gap-1">
                {phrase(login.sentence)}
                {login.workarounds.length > 0 && (
                  <span className="flex flex-wrap gap-1">
                    <span className="sr-only">{t("loginWorkarounds")}</span>
                    {login.workarounds.map((name) => (
                      <Badge key={name} variant="warning" className="font-mono">
                        {name}
                      </Badge>
                    ))}
                  </span>
                )}
                {exportUrl && (
                  <a href={exportUrl} download className="text-xs underline underline-offset-2">
                    {t("exportLearnt")}
                  </a>
                )}
              </span>
            </Fact>
          )}
          <Fact term={t("guid")} value={device.guid} mono copy />
          <Fact term={t("deviceSdrs")} value={t(device.providesDeviceSdrs ? "yes" : "no")} />
          <Fact term={t("support")}>
            <span className="flex flex-wrap gap-1">
              {device.support.map((each) => (
                <Badge key={each} variant="muted">
                  {phrase(each)}
                </Badge>
              ))}
            </span>
          </Fact>
        </Facts>
      </CardContent>
    </Card>
  );
}
