"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/shell/notice";
import { Button } from "@/components/ui/button";

export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations("shell.crash");
  const common = useTranslations("common");
  return (
    <Notice title={t("title")} text={t("text")}>
      <p className="text-muted-foreground font-mono text-xs break-words">{error.digest ?? error.message}</p>
      <Button variant="outline" onClick={reset}>
        {common("retry")}
      </Button>
    </Notice>
  );
}
