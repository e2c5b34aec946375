"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { RequirePermission } from "@/components/access/require-permission";
import { useHost } from "@/components/host-header/use-host";
import { PowerDialog } from "@/components/power/power-dialog";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { PowerVerb } from "@/lib/contracts/action";
import type { HostSummary } from "@/lib/contracts/host";
import { CommandLine } from "./command-line";
import { ConfirmLine } from "./confirm-line";
import { Transcript } from "./transcript";
import { useIpmiShell } from "./use-ipmi-shell";
import { useVerbs } from "./use-verbs";
import { VerbList } from "./verb-list";

/** The IPMI shell of a host, for administrators. */
export function IpmiShellPage({ hostId }: { hostId: string }) {
  const { host } = useHost(hostId);
  return (
    <RequirePermission permission="shell.use">
      {host ? <IpmiShell host={host} /> : <Skeleton className="h-96 w-full" />}
    </RequirePermission>
  );
}

function IpmiShell({ host }: { host: HostSummary }) {
  const t = useTranslations("ipmiShell");
  const shell = useIpmiShell(host.id);
  const verbs = useVerbs();
  const [line, setLine] = useState("");
  /** Chosen instead of the line that does the same without checks. */
  const [power, setPower] = useState<PowerVerb | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const choose = (words: string) => {
    setLine(`${words} `);
    input.current?.focus();
  };
  return (
    <div className="grid gap-3 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <section aria-label={t("title")} className="flex min-w-0 flex-col gap-3">
        <div className="flex flex-wrap items-start justify-between gap-2">
          <p className="text-muted-foreground max-w-prose text-sm">{t("intro")}</p>
          {shell.entries.length > 0 && !shell.busy && (
            <Button variant="ghost" size="sm" onClick={shell.clear}>
              {t("clear")}
            </Button>
          )}
        </div>
        <Transcript entries={shell.entries} />
        <CommandLine
          ref={input}
          label={t("prompt", { host: host.name })}
          line={line}
          onLine={setLine}
          verbs={verbs}
          history={shell.entries.map((entry) => entry.line)}
          busy={shell.busy}
          onRun={(typed) => {
            shell.run(typed);
            setLine("");
          }}
          onStop={shell.stop}
        />
        <p className="text-muted-foreground text-xs">
          {t("keys")} {t("notInBrowser")}
        </p>
      </section>
      <VerbList verbs={verbs} onChoose={choose} />
      {shell.question && (
        <ConfirmLine
          key={shell.question.id}
          host={host}
          question={shell.question}
          onAnswer={shell.answer}
          onInstead={(command) => {
            shell.answer(null);
            setPower(command);
          }}
        />
      )}
      {power && <PowerDialog host={host} command={power} onClose={() => setPower(null)} />}
    </div>
  );
}
