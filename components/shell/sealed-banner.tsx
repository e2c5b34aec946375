"use client";

import { LockKeyhole } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMe } from "@/components/access/use-me";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";

/** Over every page while the engine has no key: what it means and what to do. */
export function SealedBanner() {
  const t = useTranslations("shell.sealed");
  const phrase = usePhrase();
  const sealed = useMe().data?.sealed;
  if (!sealed?.sealed) return null;
  return (
    <div role="alert" className="border-warning/40 bg-warning/10 border-b">
      <div className="flex gap-2.5 px-4 py-2 text-sm">
        <LockKeyhole aria-hidden className="text-warning mt-0.5 size-4 shrink-0" />
        <p>
          <strong className="font-semibold">{t("title")}.</strong> {t("text")}
          {sealed.reason !== "" && (
            <span className="text-muted-foreground"> {t("reason", { reason: phrase(sealed.reason) })}</span>
          )}
        </p>
      </div>
    </div>
  );
}
