"use client";

import { Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useNow } from "@/components/status/now";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { ConsoleSnapshot } from "./console-client";
import { quietMinutes } from "./console-status";

const causes = ["enter", "power", "redirection", "kernel", "baud"] as const;

/** Connected and silent: what it usually is. */
export function QuietHint({ snapshot, onDoctor }: { snapshot: ConsoleSnapshot; onDoctor: () => void }) {
  const t = useTranslations("console");
  const [hiddenFor, setHiddenFor] = useState<string | null>(null);
  const minutes = quietMinutes(snapshot, useNow());
  const session = snapshot.console?.since ?? null;
  if (minutes === null || hiddenFor === session) return null;
  return (
    <Alert variant="info" role="status">
      <Info aria-hidden />
      <AlertTitle>{t("quietTitle", { minutes })}</AlertTitle>
      <AlertDescription>
        <p>{t("quietIntro")}</p>
        <ul className="list-disc pl-5">
          {causes.map((cause) => (
            <li key={cause}>{t(`quiet.${cause}`)}</li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={onDoctor}>
            {t("doctor")}
          </Button>
          <Button variant="outline" size="sm" onClick={() => setHiddenFor(session)}>
            {t("quietDismiss")}
          </Button>
        </div>
      </AlertDescription>
    </Alert>
  );
}
