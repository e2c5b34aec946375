"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { CopyButton } from "@/components/host-header/copy-button";
import { RequestError } from "@/components/power/request-error";
import { FailureText } from "@/components/status/failure-text";
import { cn } from "@/lib/cn";
import type { ShellEntry, ShellResult } from "./use-ipmi-shell";

/** So many pixels from the end count as being there. */
const NEAR_THE_END = 24;

/** What was run and what the BMC said, oldest first; the end is kept in sight. */
export function Transcript({ entries }: { entries: readonly ShellEntry[] }) {
  const t = useTranslations("ipmiShell");
  const box = useRef<HTMLDivElement>(null);
  const end = entries.at(-1);
  /** Whoever scrolled up to read stays there while output comes; a new line shows its end. */
  const following = useRef(true);
  const lastId = useRef(0);
  useEffect(() => {
    if (!end || !box.current) return;
    if (end.id !== lastId.current) following.current = true;
    lastId.current = end.id;
    if (following.current) box.current.scrollTop = box.current.scrollHeight;
  }, [end]);
  return (
    <div
      ref={box}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        following.current = scrollHeight - scrollTop - clientHeight < NEAR_THE_END;
      }}
      role="log"
      aria-label={t("transcript")}
      className="bg-card h-[calc(100dvh-27rem)] min-h-60 overflow-auto rounded-lg border p-3 font-mono text-xs"
    >
      {entries.length === 0 && <p className="text-muted-foreground font-sans text-sm">{t("empty")}</p>}
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </div>
  );
}

function Entry({ entry }: { entry: ShellEntry }) {
  const t = useTranslations("ipmiShell");
  const { state } = entry;
  return (
    <div className="mb-3">
      <p className="text-foreground font-semibold break-words whitespace-pre-wrap">
        <span aria-hidden className="text-muted-foreground">
          ›{" "}
        </span>
        {entry.line}
      </p>
      {"output" in state && state.output !== "" && <Output text={state.output} />}
      {state.kind === "running" && <p className="text-muted-foreground">{t("running")}</p>}
      {state.kind === "asking" && <p className="text-muted-foreground">{t("asking")}</p>}
      {state.kind === "stopped" && <p className="text-warning">{t("stopped")}</p>}
      {state.kind === "lost" && <p className="text-warning">{t("lost")}</p>}
      {state.kind === "not-sent" && <p className="text-muted-foreground">{t("cancelled")}</p>}
      {state.kind === "error" && (
        <div className="py-1 font-sans">
          <RequestError error={state.error} />
        </div>
      )}
      {state.kind === "result" && <Result result={state.result} />}
    </div>
  );
}

function Output({ text }: { text: string }) {
  const t = useTranslations("ipmiShell");
  return (
    <div className="group relative">
      <CopyButton text={text} what={t("copy")} className="bg-card sticky right-0 float-right" />
      <pre className="w-max pr-8 leading-5 whitespace-pre">{text}</pre>
    </div>
  );
}

function Result({ result }: { result: ShellResult }) {
  const t = useTranslations("ipmiShell");
  const silent = result.output === "" && result.notes.length === 0 && result.failure === null;
  return (
    <>
      {result.output !== "" && <Output text={result.output} />}
      {result.truncated && <p className="text-warning">{t("truncated")}</p>}
      {result.failure ? (
        <FailureText failure={result.failure} className="py-1 font-sans" />
      ) : (
        result.notes.length > 0 && (
          <pre className={cn("leading-5 whitespace-pre-wrap", result.exitCode !== 0 && "text-critical")}>
            {result.notes.join("\n").trimEnd()}
          </pre>
        )
      )}
      {silent && result.exitCode === 0 && <p className="text-muted-foreground">{t("noOutput")}</p>}
      <p className="text-muted-foreground">
        {result.exitCode !== 0 && <>{t("exit", { code: result.exitCode })} · </>}
        {t("took", { ms: result.milliseconds })}
      </p>
    </>
  );
}
