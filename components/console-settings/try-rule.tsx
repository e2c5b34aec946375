"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Highlighted } from "@/components/console-search/highlighted";
import { Field } from "@/components/form/field";
import { Textarea } from "@/components/ui/textarea";
import { cn } from "@/lib/cn";
import { type Trial, useTrial } from "./use-trial";

/** Shows on pasted lines what an expression would find. */
export function TryRule({ pattern }: { pattern: string }) {
  const t = useTranslations("console-settings.rules");
  const [sample, setSample] = useState("");
  const trial = useTrial(pattern, sample);
  return (
    <div className="grid gap-2">
      <Field label={t("sample")} hint={t("sampleHint")} optional>
        {(control) => (
          <Textarea
            {...control}
            rows={4}
            spellCheck={false}
            autoCapitalize="off"
            value={sample}
            onChange={(event) => setSample(event.target.value)}
            className="font-mono text-xs"
          />
        )}
      </Field>
      <Verdict trial={trial} />
      {trial.state === "tried" && (
        <pre className="bg-muted/40 max-h-48 overflow-y-auto rounded-md border px-3 py-2 text-xs leading-5 wrap-anywhere whitespace-pre-wrap">
          {numbered(trial).map(({ number, line, ranges }) => (
            <span key={number} className="block">
              <Highlighted line={line} ranges={ranges} />
              {"\n"}
            </span>
          ))}
        </pre>
      )}
    </div>
  );
}

function Verdict({ trial }: { trial: Trial }) {
  const t = useTranslations("console-settings.rules.try");
  const matching = trial.state === "tried" ? trial.ranges.filter((ranges) => ranges.length > 0).length : 0;
  const bad = trial.state === "invalid" || trial.state === "slow";
  return (
    <p role="status" className={cn("min-h-5 text-sm", bad && "text-critical", matching > 0 && "text-ok")}>
      {trial.state === "running" && t("running")}
      {trial.state === "slow" && t("slow")}
      {trial.state === "invalid" && t("invalid", { message: trial.message })}
      {trial.state === "tried" && (matching > 0 ? t("match", { count: matching }) : t("none"))}
    </p>
  );
}

function numbered({ lines, ranges }: Extract<Trial, { state: "tried" }>) {
  return lines.map((line, number) => ({ number, line, ranges: ranges[number] ?? [] }));
}
