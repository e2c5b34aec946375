"use client";

import { OctagonAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ApiError } from "@/lib/api-client";

/** A part of the page that could not be loaded, why, and the way to try again. */
export function LoadError({ title, error, onRetry }: { title: string; error: Error; onRetry: () => void }) {
  const common = useTranslations("common");
  const problems = useTranslations("problems");
  const problem = error instanceof ApiError ? error.problem : null;
  return (
    <Alert variant="critical">
      <OctagonAlert aria-hidden />
      <AlertTitle>{title}</AlertTitle>
      <AlertDescription>
        <p>{problem ? problems(`problem.${problem.code}`) : problems("unreachable")}</p>
        {problem && <p>{problem.detail}</p>}
        <Button variant="outline" size="sm" onClick={onRetry}>
          {common("retry")}
        </Button>
      </AlertDescription>
    </Alert>
  );
}
