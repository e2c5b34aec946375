"use client";

import { History } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { usePermission } from "@/components/access/use-me";
import { EmptyState } from "@/components/status/empty-state";
import { Button } from "@/components/ui/button";

/** Nothing is kept of this console: why, and for those who may change it, where. */
export function HistoryEmpty({ recording }: { recording: boolean }) {
  const t = useTranslations("console-history");
  const consoles = useTranslations("consoles");
  const { allowed } = usePermission("console.manage");
  const text = t(recording ? "emptyRecording" : "emptyOff");
  return (
    <EmptyState icon={History} title={t("emptyTitle")} text={text}>
      {allowed && !recording && (
        <Button asChild variant="outline">
          <Link href="/consoles/recording">{consoles("tabs.recording")}</Link>
        </Button>
      )}
    </EmptyState>
  );
}
