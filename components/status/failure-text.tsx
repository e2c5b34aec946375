"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/lib/cn";
import type { Failure } from "@/lib/contracts/problem";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";

/** What failed, in one short phrase for a row or a badge. */
export function useFailureTitle(): (failure: Failure) => string {
  const t = useTranslations("problems.failure");
  return (failure) => t(`${failure.code}.title`);
}

/** What failed, at which layer, what to do next, and the engine's own words. */
export function FailureText({
  failure,
  withLayer = false,
  className,
}: {
  failure: Failure;
  withLayer?: boolean;
  className?: string;
}) {
  const t = useTranslations("problems");
  const phrase = usePhrase();
  return (
    <div className={cn("grid gap-1 text-sm", className)}>
      <p className="text-foreground font-medium">
        {withLayer && (
          <span className="text-muted-foreground font-normal">
            {t("atLayer", { layer: t(`layer.${failure.layer}`) })}
          </span>
        )}
        {t(`failure.${failure.code}.title`)}
      </p>
      <p className="text-muted-foreground">{t(`failure.${failure.code}.remedy`)}</p>
      {failure.detail !== "" && (
        <p className="text-muted-foreground font-mono text-xs break-words">{phrase(failure.detail)}</p>
      )}
    </div>
  );
}
