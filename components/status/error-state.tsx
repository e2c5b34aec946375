"use client";

import { CircleAlert, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { useProblemText } from "./problem-text";

/** In the place of what could not be loaded: why, and the way to try again. */
export function ErrorState({
  error,
  onRetry,
  className,
}: {
  error: unknown;
  onRetry?: () => void;
  className?: string;
}) {
  const t = useTranslations("common");
  const { title, detail } = useProblemText()(error);
  return (
    <Alert variant="critical" className={cn("max-w-2xl", className)}>
      <CircleAlert aria-hidden />
      <AlertTitle>{title}</AlertTitle>
      <AlertDescription>
        {detail !== "" && <p>{detail}</p>}
        {onRetry && (
          <Button variant="outline" size="sm" className="mt-1" onClick={onRetry}>
            <RotateCw /> {t("retry")}
          </Button>
        )}
      </AlertDescription>
    </Alert>
  );
}
