"use client";

import { CircleCheck, CircleDashed, OctagonAlert, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/lib/cn";
import type { Severity } from "@/lib/contracts/severity";

/** Each severity has a colour and a shape of its own. */
const looks = {
  ok: { icon: CircleCheck, text: "text-ok" },
  unknown: { icon: CircleDashed, text: "text-unknown" },
  warning: { icon: TriangleAlert, text: "text-warning" },
  critical: { icon: OctagonAlert, text: "text-critical" },
} as const;

export const severityText = (severity: Severity): string => looks[severity].text;

/** Decorative unless it stands alone: then give `labelled`. */
export function SeverityIcon({
  severity,
  labelled = false,
  className,
}: {
  severity: Severity;
  labelled?: boolean;
  className?: string;
}) {
  const t = useTranslations("common.severity");
  const { icon: Icon, text } = looks[severity];
  const shape = <Icon aria-hidden className={cn("size-4 shrink-0", text, className)} />;
  if (!labelled) return shape;
  return (
    <span role="img" aria-label={t(severity)} title={t(severity)} className="inline-flex">
      {shape}
    </span>
  );
}

/** Icon and word, or icon and `children` in its place. */
export function SeverityLabel({
  severity,
  children,
  className,
}: {
  severity: Severity;
  children?: React.ReactNode;
  className?: string;
}) {
  const t = useTranslations("common.severity");
  return (
    <span className={cn("inline-flex min-w-0 items-center gap-1.5", severityText(severity), className)}>
      <SeverityIcon severity={severity} />
      <span className="truncate">{children ?? t(severity)}</span>
    </span>
  );
}
