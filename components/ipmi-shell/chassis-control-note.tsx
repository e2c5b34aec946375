"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { refusalOf } from "@/components/power/verb-rules";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { PowerVerb } from "@/lib/contracts/action";
import type { HostSummary } from "@/lib/contracts/host";

/** What a power verb of the shell leaves out, and the way to what does not. */
export function ChassisControlNote({
  host,
  power,
  onInstead,
}: {
  host: HostSummary;
  power: PowerVerb;
  onInstead: (power: PowerVerb) => void;
}) {
  const t = useTranslations("ipmiShell");
  const words = useTranslations("power");
  // Who may use the shell may switch the power; the engine decides in any case.
  const refusal = refusalOf(power, host, () => true);
  return (
    <Alert variant="warning">
      <TriangleAlert aria-hidden />
      <AlertTitle>{t("chassisControl")}</AlertTitle>
      <AlertDescription>
        <p>{t("chassisControlText")}</p>
        {power === "cycle" && <p>{t("safeCycle")}</p>}
        {refusal ? (
          <p>{words(`why.${refusal}`)}</p>
        ) : (
          <Button type="button" variant="outline" size="sm" onClick={() => onInstead(power)} className="mt-1">
            {t("powerMenuInstead", { verb: words(`verb.${power}`) })}
          </Button>
        )}
      </AlertDescription>
    </Alert>
  );
}
