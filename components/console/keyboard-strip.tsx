"use client";

import { Keyboard } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { ConsoleClient, ConsoleSnapshot } from "./console-client";

/** What must not be missed while one types: who asks for the keyboard, who took it, how much of a paste is left. */
export function KeyboardStrip({ client, snapshot }: { client: ConsoleClient; snapshot: ConsoleSnapshot }) {
  const t = useTranslations("console");
  const { askers, keyboardNews, waitingBytes } = snapshot;
  return (
    <>
      {askers.map(({ viewerId, name, reason }) => (
        <Strip key={viewerId} text={t("askedBy", { name })} reason={reason}>
          <Button size="sm" onClick={() => client.answer(viewerId, true)}>
            {t("handOver")}
          </Button>
          <Button size="sm" variant="outline" onClick={() => client.answer(viewerId, false)}>
            {t("decline")}
          </Button>
        </Strip>
      ))}
      {keyboardNews && (
        <Strip
          text={newsText(t, keyboardNews)}
          reason={keyboardNews.kind === "lost" ? keyboardNews.reason : ""}
        >
          <Button size="sm" variant="ghost" onClick={() => client.dismissKeyboardNews()}>
            {t("quietDismiss")}
          </Button>
        </Strip>
      )}
      {waitingBytes > 0 && (
        <Strip text={t("pasting", { bytes: waitingBytes })} reason="">
          <Button size="sm" variant="outline" onClick={() => client.stopPaste()}>
            {t("pasteStop")}
          </Button>
        </Strip>
      )}
    </>
  );
}

function newsText(
  t: ReturnType<typeof useTranslations<"console">>,
  news: NonNullable<ConsoleSnapshot["keyboardNews"]>,
): string {
  if (news.kind === "declined") return t("declinedBy", { name: news.by });
  return news.by === null ? t("yielded") : t("takenBy", { name: news.by });
}

function Strip({ text, reason, children }: { text: string; reason: string; children: ReactNode }) {
  return (
    <div
      role="status"
      className="border-info/30 bg-info/8 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border px-3 py-1.5 text-sm"
    >
      <Keyboard aria-hidden className="text-info size-4 shrink-0" />
      <p className="min-w-0 break-words">
        {text}
        {reason && <span className="text-muted-foreground">: {reason}</span>}
      </p>
      <div className="ml-auto flex gap-2">{children}</div>
    </div>
  );
}
