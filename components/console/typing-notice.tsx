"use client";

import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";

/** Says to whoever has the keyboard that what he types is kept, as long as that is so; read out when it begins. */
export function TypingNotice({ shown }: { shown: boolean }) {
  const t = useTranslations("console");
  return (
    <div aria-live="polite" className="contents">
      {shown && (
        <p className="text-muted-foreground flex items-center gap-1.5 text-sm">
          <Eye aria-hidden className="text-info size-4 shrink-0" />
          {t("typingKept")}
        </p>
      )}
    </div>
  );
}
