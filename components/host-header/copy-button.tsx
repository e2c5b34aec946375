"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { copyText } from "./copy-text";

const SHOWN_MS = 1500;

/** Copies `text`; `what` names it for the screen reader, e.g. `Serial number`. */
export function CopyButton({ text, what, className }: { text: string; what: string; className?: string }) {
  const t = useTranslations("host");
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const Icon = copied ? Check : Copy;
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      title={t("copy", { what })}
      aria-label={copied ? t("copied") : t("copy", { what })}
      onClick={() => void copyText(text).then(setCopied)}
      className={cn("text-muted-foreground size-6 pointer-coarse:size-9", copied && "text-ok", className)}
    >
      <Icon aria-hidden className="size-3.5" />
    </Button>
  );
}
