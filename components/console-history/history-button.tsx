"use client";

import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { useUrlFilter } from "@/components/host-header/use-url-filter";
import { Button } from "@/components/ui/button";
import { writeAddress } from "./history-place";

/** From the live console into what it printed before. */
export function HistoryButton() {
  const t = useTranslations("console-history");
  const [, setParams] = useUrlFilter();
  const open = () =>
    setParams(writeAddress({ place: { kind: "latest" }, speed: null, from: null, until: null }));
  return (
    <Button variant="ghost" size="sm" onClick={open} title={t("open")}>
      <History aria-hidden />
      <span className="max-sm:sr-only">{t("open")}</span>
    </Button>
  );
}
