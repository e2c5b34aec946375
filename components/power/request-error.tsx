"use client";

import { OctagonAlert, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { FailureText } from "@/components/status/failure-text";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { ApiError } from "@/lib/api-client";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";

/** Why the engine did not take an action; when it did not answer at all, that its fate is not known. */
export function RequestError({ error, title }: { error: Error; title?: string }) {
  const t = useTranslations("power");
  const problems = useTranslations("problems");
  const phrase = usePhrase();
  const problem = error instanceof ApiError ? error.problem : null;
  if (!problem) {
    return (
      <Alert variant="warning">
        <TriangleAlert aria-hidden />
        <AlertTitle>{problems("unreachable")}</AlertTitle>
        <AlertDescription>{t("unreachable")}</AlertDescription>
      </Alert>
    );
  }
  return (
    <Alert variant="critical">
      <OctagonAlert aria-hidden />
      <AlertTitle>{title ?? t("notSent")}</AlertTitle>
      <AlertDescription>
        {problem.failure ? (
          <FailureText failure={problem.failure} withLayer />
        ) : (
          <>
            <p className="text-foreground">{problems(`problem.${problem.code}`)}</p>
            <p>{phrase(problem.detail)}</p>
          </>
        )}
      </AlertDescription>
    </Alert>
  );
}
