"use client";

import { Circle, CircleCheck, CircleMinus, CircleX, LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { ErrorState } from "@/components/status/error-state";
import { FailureText } from "@/components/status/failure-text";
import { cn } from "@/lib/cn";
import { type ConnectionTestLine, connectionSteps } from "@/lib/contracts/host";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";
import type { ConnectionTest as Test, TestStep } from "./use-connection-test";

const looks = {
  waiting: { icon: Circle, look: "text-muted-foreground/60" },
  running: { icon: LoaderCircle, look: "text-primary animate-spin" },
  ok: { icon: CircleCheck, look: "text-ok" },
  failed: { icon: CircleX, look: "text-critical" },
  skipped: { icon: CircleMinus, look: "text-muted-foreground/60" },
} as const;

/** The walk to the BMC, layer by layer: how far it came, and where it stopped and why. */
export function ConnectionTest({ test }: { test: Test }) {
  const t = useTranslations("hosts.test");
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (test.state !== "idle") end.current?.scrollIntoView({ block: "nearest" });
  }, [test.state]);
  if (test.state === "idle") return null;
  if (test.state === "error") return <ErrorState error={test.error} />;
  const failed = [...test.lines.values()].find((line) => line.status === "failed");
  return (
    <section aria-label={t("title")} className="bg-card rounded-lg border">
      <ol className="grid gap-2 px-3.5 py-3">
        {connectionSteps.map((step) => (
          <Step key={step} step={step} line={test.lines.get(step)} cancelled={test.state === "cancelled"} />
        ))}
      </ol>
      <p
        role="status"
        className={cn(
          "border-t px-3.5 py-2 font-medium",
          test.state === "passed" && "text-ok",
          test.state === "failed" && "text-critical",
          (test.state === "running" || test.state === "cancelled") && "text-muted-foreground font-normal",
        )}
      >
        {test.state === "failed"
          ? t("failed", { step: failed ? t(`step.${failed.step}`) : "" })
          : t(test.state)}
      </p>
      {failed?.failure && <FailureText failure={failed.failure} className="px-3.5 pb-3" />}
      <div ref={end} className="scroll-mb-4" />
    </section>
  );
}

function Step({
  step,
  line,
  cancelled,
}: {
  step: TestStep;
  line: ConnectionTestLine | undefined;
  cancelled: boolean;
}) {
  const t = useTranslations("hosts.test");
  const phrase = usePhrase();
  const status = line === undefined || (cancelled && line.status === "running") ? "waiting" : line.status;
  const { icon: Icon, look } = looks[status];
  const detail = line?.status === "ok" ? phrase(line.detail) : t(`stepHint.${step}`);
  return (
    <li className="flex items-start gap-2.5" data-step={step} data-status={status}>
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", look)} />
      <span className="w-24 shrink-0 font-medium">
        {t(`step.${step}`)}
        <span className="sr-only"> {t(`status.${status}`)}</span>
      </span>
      <span className="text-muted-foreground min-w-0 flex-1 break-words">{detail}</span>
      {(status === "ok" || status === "failed") && line && (
        <span className="text-muted-foreground shrink-0 text-xs leading-5">
          {t("ms", { ms: Math.round(line.elapsedMs) })}
        </span>
      )}
    </li>
  );
}
