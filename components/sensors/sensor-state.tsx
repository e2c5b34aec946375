"use client";

import { useTranslations } from "next-intl";
import { SeverityLabel } from "@/components/status/severity";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";
import type { Sensor } from "@/lib/contracts/sensor";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";

/** A sensor's state in words: ours, and the BMC's own where it reports one that reads differently. */
export function SensorState({ sensor }: { sensor: Sensor }) {
  const t = useTranslations("sensors");
  const phrase = usePhrase();
  const { bmcStateText } = sensor;
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <SeverityLabel severity={sensor.severity} className="self-center whitespace-normal">
        {phrase(sensor.stateText) ||
          (sensor.severity === "ok" && sensor.kind === "analog" ? t("within") : undefined)}
      </SeverityLabel>
      {bmcStateText && bmcStateText !== sensor.stateText && (
        <Tooltip>
          <TooltipTrigger asChild>
            <span className="text-muted-foreground text-xs">
              {t("bmcSays", { state: phrase(bmcStateText) })}
            </span>
          </TooltipTrigger>
          <TooltipContent>{t("bmcSaysHint")}</TooltipContent>
        </Tooltip>
      )}
    </span>
  );
}

/** The value of an analog sensor, or the states of a discrete one, in words. */
export function SensorValue({ sensor }: { sensor: Sensor }) {
  const t = useTranslations("sensors");
  const phrase = usePhrase();
  if (sensor.kind === "analog")
    return <span className="font-medium whitespace-nowrap tabular-nums">{sensor.text}</span>;
  if (sensor.states.length === 0)
    return <span className="text-muted-foreground">{phrase(sensor.text) || t("noState")}</span>;
  return (
    <span className="font-medium">{sensor.states.map((state) => phrase(state.text)).join(t("and"))}</span>
  );
}
