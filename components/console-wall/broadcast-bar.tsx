"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { TypingNotice } from "@/components/console/typing-notice";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import type { BroadcastTarget } from "./use-broadcast";

interface Props {
  targets: readonly BroadcastTarget[];
  armed: boolean;
  /** Of what is typed here. */
  typingKept: boolean;
  onArm: (armed: boolean) => void;
  onType: (text: string) => void;
}

const keys = [
  { label: "Enter", data: "\r" },
  { label: "Ctrl+C", data: "\x03" },
  { label: "Ctrl+D", data: "\x04" },
  { label: "Esc", data: "\x1b" },
] as const;

/** Types one line on every chosen console. Nothing goes out before the switch is set, and the switch falls when the choice changes. */
export function BroadcastBar({ targets, armed, typingKept, onArm, onType }: Props) {
  const t = useTranslations("consoles");
  const [line, setLine] = useState("");
  const id = useId();
  const reached = targets.filter((target) => target.writing).length;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!armed) return;
    onType(`${line}\r`);
    setLine("");
  };
  return (
    <section
      aria-label={t("broadcast")}
      className="bg-card sticky bottom-2 z-10 grid gap-2 rounded-md border p-3 shadow-lg"
    >
      <div className="flex flex-wrap items-center gap-3">
        <div className="flex items-center gap-2">
          <Switch id={id} checked={armed} onCheckedChange={onArm} />
          <Label htmlFor={id}>{t("arm", { count: targets.length })}</Label>
        </div>
        {armed && (
          <p role="status" className="text-critical flex items-center gap-1.5 text-sm font-medium">
            <TriangleAlert aria-hidden className="size-4" />
            {t("armed", { reached, count: targets.length })}
          </p>
        )}
      </div>
      <TypingNotice shown={armed && typingKept} />
      <form onSubmit={submit} className="flex flex-wrap gap-2">
        <Input
          value={line}
          onChange={(event) => setLine(event.target.value)}
          disabled={!armed}
          aria-label={t("line")}
          placeholder={t("line")}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className="min-w-48 flex-1 font-mono"
        />
        <Button type="submit" disabled={!armed || reached === 0}>
          {t("send")}
        </Button>
        {keys.map((key) => (
          <Button
            key={key.label}
            variant="outline"
            disabled={!armed || reached === 0}
            onClick={() => onType(key.data)}
            className="font-mono text-xs"
          >
            {key.label}
          </Button>
        ))}
      </form>
      {armed && reached < targets.length && (
        <p className="text-muted-foreground text-sm">
          {t("notReached", {
            names: targets
              .filter((target) => !target.writing)
              .map((target) => target.name)
              .join(", "),
          })}
        </p>
      )}
    </section>
  );
}
