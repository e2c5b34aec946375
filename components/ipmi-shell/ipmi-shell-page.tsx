"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { RequirePermission } from "@/components/access/require-permission";
import { useHost } from "@/components/host-header/use-host";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { HostSummary } from "@/lib/contracts/host";
import { CommandLine } from "./command-line";
import { ConfirmLine } from "./confirm-line";
import { Transcript } from "./transcript";
import { useIpmiShell } from "./use-ipmi-shell";
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
  const [line, setLine] = useState("");
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
          verbs={shell.verbs}
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
      <VerbList verbs={shell.verbs} onChoose={choose} />
      {shell.question && (
        <ConfirmLine key={shell.question.id} host={host} line={shell.question.line} onAnswer={shell.answer} />
      )}
    </div>
  );
}
