"use client";

import { Check, CircleHelp, type LucideIcon, TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePermission } from "@/components/access/use-me";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { type DoctorCheck, type DoctorFix, solBauds } from "@/lib/contracts/console-doctor";
import { useFormat } from "@/lib/format/use-format";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";
import { foundInWords, sentenceOf } from "./found-in-words";

const looks: Record<DoctorCheck["outcome"], { icon: LucideIcon; colour: string }> = {
  ok: { icon: Check, colour: "text-ok" },
  warning: { icon: TriangleAlert, colour: "text-warning" },
  problem: { icon: X, colour: "text-critical" },
  unknown: { icon: CircleHelp, colour: "text-muted-foreground" },
};

/** One layer: what it is, how it stands, what was found, what can be done. */
export function DoctorLine({
  check,
  at,
  pending,
  onFix,
}: {
  check: DoctorCheck;
  /** When it was looked at. */
  at: string;
  pending: boolean;
  onFix: (fix: DoctorFix) => void;
}) {
  const t = useTranslations("console-doctor");
  const { allowed } = usePermission(check.fix === "take-over" ? "console.write" : "console.manage");
  const phrase = usePhrase();
  const format = useFormat();
  const { layer, outcome, found, fix } = check;
  const { icon: Icon, colour } = looks[outcome];
  const values = foundInWords(check, {
    notTold: t("notTold"),
    level: (level) => t(`level.${level}`),
    mode: (mode) => t(`mode.${mode}`),
    age: (seconds) => format.age(new Date(Date.parse(at) - seconds * 1000).toISOString(), Date.parse(at)),
    phrase,
  });
  return (
    <li className="flex items-start gap-3 rounded-md border px-3 py-2">
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", colour)} />
      <div className="grid min-w-0 flex-1 gap-0.5 text-sm">
        <p className="font-medium">
          {t(`layer.${layer}`)} <span className="sr-only">: {t(`outcome.${outcome}`)}</span>
        </p>
        <p className="text-muted-foreground break-words">{t(sentenceOf(check), values)}</p>
        {fix && (
          <div className="flex flex-wrap gap-1">
            {requestsOf(fix, found).map((request) => (
              <Button
                key={request.baud ?? fix}
                size="sm"
                variant="outline"
                className="mt-1"
                disabled={!allowed || pending}
                title={allowed ? undefined : t("notAllowed")}
                onClick={() => onFix(request)}
              >
                {t(`fix.${fix}`, { baud: request.baud ?? 0 })}
              </Button>
            ))}
          </div>
        )}
      </div>
    </li>
  );
}

/** The kernel's speed where it told one that is not the BMC's; else each that the BMC does not have now. */
function requestsOf(
  fix: NonNullable<DoctorCheck["fix"]>,
  { bmc, kernel }: DoctorCheck["found"],
): DoctorFix[] {
  if (fix !== "set-baud") return [{ fix }];
  const others = solBauds.filter((baud) => baud !== bmc);
  const told = others.find((baud) => baud === kernel);
  return (told === undefined ? others : [told]).map((baud) => ({ fix, baud }));
}
