"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { usePermission } from "@/components/access/use-me";
import { FailureText } from "@/components/status/failure-text";
import { useNow } from "@/components/status/now";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import type { PayloadHolder } from "@/lib/contracts/console";
import { useFormat } from "@/lib/format/use-format";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";
import type { ConsoleClient, ConsoleSnapshot } from "./console-client";
import { type ConsoleStatus, consoleStatus, secondsUntil } from "./console-status";
import { ReasonDialog } from "./reason-dialog";
import { TypingNotice } from "./typing-notice";

const dots: Record<ConsoleStatus["tone"], string> = {
  good: "bg-ok",
  busy: "bg-info animate-pulse",
  warning: "bg-warning animate-pulse",
  bad: "bg-critical",
  idle: "bg-muted-foreground",
};

/** State of the console, always around the terminal and never in it: what, since when, until when, why, and what to do. */
export function ConsoleBar({
  client,
  snapshot,
  hostName,
  children,
}: {
  client: ConsoleClient;
  snapshot: ConsoleSnapshot;
  hostName: string;
  /** Tools at the end of the bar. */
  children: ReactNode;
}) {
  const t = useTranslations("console");
  const phrase = usePhrase();
  const format = useFormat();
  const now = useNow();
  const status = consoleStatus(snapshot);
  const failure = snapshot.link.phase === "open" ? (snapshot.console?.failure ?? null) : null;
  const seconds = status.retryAt === null ? null : secondsUntil(status.retryAt, now);
  return (
    <div className="grid gap-2">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <p role="status" className="flex items-center gap-2 font-medium">
          <span aria-hidden className={cn("size-2 shrink-0 rounded-full", dots[status.tone])} />
          <span data-console-state={status.key}>{t(`status.${status.key}`)}</span>
        </p>
        <p className="text-muted-foreground flex gap-3 text-xs">
          {status.since && <span>{t("since", { time: format.time(status.since) })}</span>}
          {snapshot.console?.recording.on && <span className="text-critical">● {t("recording")}</span>}
          {seconds !== null && <span>{seconds > 0 ? t("retryIn", { seconds }) : t("retrying")}</span>}
        </p>
        <Offer offer={status.offer} client={client} hostName={hostName} />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 md:ml-auto">{children}</div>
      </div>
      {snapshot.console?.holder && <Holder holder={snapshot.console.holder} />}
      <TypingNotice shown={snapshot.typingKept && client.writing} />
      {snapshot.console?.recording.alarm && (
        <p role="alert" className="text-critical text-sm">
          {t("recordingAlarm", { reason: phrase(snapshot.console.recording.alarm) })}
        </p>
      )}
      {failure && (
        <div className="bg-muted/60 rounded-md border px-3 py-2">
          <FailureText failure={failure} withLayer />
        </div>
      )}
    </div>
  );
}

/** Who outside has the console, as far as the BMC tells. */
function Holder({ holder }: { holder: PayloadHolder }) {
  const t = useTranslations("console");
  const { user, address } = holder;
  const who = user && address ? t("holderBoth", { user, address }) : (user ?? address);
  return <p className="text-muted-foreground text-sm">{who ? t("holder", { who }) : t("holderUnknown")}</p>;
}

function Offer(props: { offer: ConsoleStatus["offer"]; client: ConsoleClient; hostName: string }) {
  const t = useTranslations("console");
  const { offer, client } = props;
  if (offer === null) return null;
  if (offer === "take-over") return <TakeOver client={client} hostName={props.hostName} />;
  const onClick = () => (offer === "connect" ? client.start() : client.command({ type: "reconnect" }));
  return (
    <Button variant="outline" size="sm" onClick={onClick}>
      {t("connectNow")}
    </Button>
  );
}

function TakeOver({ client, hostName }: { client: ConsoleClient; hostName: string }) {
  const t = useTranslations("console");
  const { allowed } = usePermission("console.write");
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        variant="outline"
        size="sm"
        disabled={!allowed}
        title={allowed ? undefined : t("takeOverNotAllowed")}
        onClick={() => setAsking(true)}
      >
        {t("takeOver")}
      </Button>
      {asking && <TakeOverDialog client={client} hostName={hostName} onClose={() => setAsking(false)} />}
    </>
  );
}

/** Says what taking the console from whoever has it outside does, and asks why. */
export function TakeOverDialog(props: { client: ConsoleClient; hostName: string; onClose: () => void }) {
  const t = useTranslations("console");
  return (
    <ReasonDialog
      title={t("takeOverTitle", { host: props.hostName })}
      text={t("takeOverText")}
      confirm={t("takeOverConfirm")}
      onConfirm={(reason) => props.client.command({ type: "take-over", reason })}
      onClose={props.onClose}
    />
  );
}
