"use client";

import { Check, CircleHelp, type LucideIcon, TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePermission } from "@/components/access/use-me";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import type { DoctorCheck, DoctorFix } from "@/lib/contracts/console-doctor";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";
import { foundInWords } from "./found-in-words";

const looks: Record<DoctorCheck["outcome"], { icon: LucideIcon; colour: string }> = {
  ok: { icon: Check, colour: "text-ok" },
  warning: { icon: TriangleAlert, colour: "text-warning" },
  problem: { icon: X, colour: "text-critical" },
  unknown: { icon: CircleHelp, colour: "text-muted-foreground" },
};

const DEFAULT_BAUD = 115_200;

/** One layer: what it is, how it stands, what was found, what can be done. */
export function DoctorLine({
  check,
  pending,
  onFix,
}: {
  check: DoctorCheck;
  pending: boolean;
  onFix: (fix: DoctorFix) => void;
}) {
  const t = useTranslations("console-doctor");
  const { allowed } = usePermission(check.fix === "take-over" ? "console.write" : "console.manage");
  const phrase = usePhrase();
  const { layer, outcome, found, fix } = check;
  const { icon: Icon, colour } = looks[outcome];
  const values = foundInWords(check, {
    notTold: t("notTold"),
    level: (level) => t(`level.${level}`),
    phrase,
  });
  const baud = typeof found.kernel === "number" ? found.kernel : DEFAULT_BAUD;
  return (
    <li className="flex items-start gap-3 rounded-md border px-3 py-2">
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", colour)} />
      <div className="grid min-w-0 flex-1 gap-0.5 text-sm">
        <p className="font-medium">
          {t(`layer.${layer}`)} <span className="sr-only">: {t(`outcome.${outcome}`)}</span>
        </p>
        <p className="text-muted-foreground break-words">
          {outcome === "unknown"
            ? t(`unknown.${layer}`)
            : t(`${outcome === "ok" ? "good" : "bad"}.${layer}`, values)}
        </p>
        {fix && (
          <div>
            <Button
              size="sm"
              variant="outline"
              className="mt-1"
              disabled={!allowed || pending}
              title={allowed ? undefined : t("notAllowed")}
              onClick={() => onFix(fix === "set-baud" ? { fix, baud } : { fix })}
            >
              {t(`fix.${fix}`, { baud })}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}
