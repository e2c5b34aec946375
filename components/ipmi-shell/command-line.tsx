"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, type KeyboardEvent, type Ref, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { ShellVerb } from "@/lib/contracts/ipmi-shell";
import { complete, verbOf } from "./complete";

interface Props {
  ref: Ref<HTMLInputElement>;
  label: string;
  line: string;
  onLine: (line: string) => void;
  verbs: readonly ShellVerb[];
  /** Oldest first. */
  history: readonly string[];
  busy: boolean;
  onRun: (line: string) => void;
  onStop: () => void;
}

/** The line to type on: Tab completes, the arrows bring back what was typed before. */
export function CommandLine(props: Props) {
  const { line, onLine, verbs, history } = props;
  const t = useTranslations("ipmiShell");
  const hintId = useId();
  /** How far back in the history; 0 is the line being typed. */
  const [back, setBack] = useState(0);
  const [draft, setDraft] = useState("");
  const [candidates, setCandidates] = useState<readonly string[]>([]);
  const verb = verbOf(verbs, line);

  const recall = (to: number) => {
    if (to < 0 || to > history.length) return;
    if (back === 0) setDraft(line);
    setBack(to);
    setCandidates([]);
    onLine(to === 0 ? draft : (history.at(-to) ?? ""));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "ArrowUp") recall(back + 1);
    else if (event.key === "ArrowDown") recall(back - 1);
    else if (event.key === "Tab" && !event.shiftKey && line.trim() !== "") {
      const completion = complete(verbs, line);
      // Nothing to complete: Tab leaves the field, as it does everywhere.
      if (completion.line === line && completion.candidates.length === 0) return;
      setCandidates(completion.candidates);
      onLine(completion.line);
    } else return;
    event.preventDefault();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const typed = line.trim();
    if (typed === "" || props.busy) return;
    setBack(0);
    setCandidates([]);
    props.onRun(typed);
  };
  return (
    <form onSubmit={onSubmit} className="grid gap-1.5">
      <div className="flex items-center gap-2">
        <ChevronRight aria-hidden className="text-muted-foreground size-4 shrink-0" />
        <Input
          ref={props.ref}
          value={line}
          onChange={(event) => {
            setBack(0);
            setCandidates([]);
            onLine(event.target.value);
          }}
          onKeyDown={onKeyDown}
          maxLength={1000}
          aria-label={props.label}
          aria-describedby={hintId}
          placeholder={t("placeholder")}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          className="min-w-0 flex-1 font-mono"
        />
        {props.busy ? (
          <Button type="button" variant="outline" onClick={props.onStop}>
            {t("stop")}
          </Button>
        ) : (
          <Button type="submit" disabled={line.trim() === ""}>
            {t("run")}
          </Button>
        )}
      </div>
      <p
        id={hintId}
        aria-live="polite"
        className="text-muted-foreground min-h-4 pl-6 font-mono text-xs break-words"
      >
        {candidates.length > 0 ? candidates.join("  ") : verb && `${verb.path.join(" ")} ${verb.usage}`}
      </p>
    </form>
  );
}
