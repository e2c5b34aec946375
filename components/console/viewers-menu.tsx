"use client";

import { Eye, Keyboard, SquareTerminal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { Viewer } from "@/lib/contracts/console";
import { useFormat } from "@/lib/format/use-format";
import type { ConsoleClient, ConsoleSnapshot } from "./console-client";
import { ReasonDialog } from "./reason-dialog";

interface Props {
  client: ConsoleClient;
  snapshot: ConsoleSnapshot;
}

/** Who is here, who has the keyboard, and the polite and the other ways to it. */
export function ViewersMenu({ client, snapshot }: Props) {
  const t = useTranslations("console");
  const { viewers, canWrite } = snapshot;
  const writer = viewers.find((viewer) => viewer.writer);
  const said = !canWrite
    ? t("watchOnly")
    : writer?.you
      ? t("youType")
      : writer
        ? t("otherTypes", { name: writer.name })
        : t("nobodyTypes");
  if (viewers.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Popover>
        <PopoverTrigger asChild>
          <Button variant="ghost" size="sm">
            <Eye aria-hidden />
            {t("viewers", { count: viewers.length })}
          </Button>
        </PopoverTrigger>
        <PopoverContent align="end" className="w-80 max-w-[calc(100vw-1rem)]">
          <h3 className="mb-2 text-sm font-medium">{t("viewersTitle")}</h3>
          <ul className="grid gap-2">
            {viewers.map((viewer) => (
              <ViewerLine
                key={viewer.id}
                viewer={viewer}
                onHandOver={
                  writer?.you && viewer.canWrite && !viewer.you
                    ? () => client.answer(viewer.id, true)
                    : undefined
                }
              />
            ))}
          </ul>
        </PopoverContent>
      </Popover>
      <span className="text-muted-foreground text-xs">{said}</span>
      {canWrite && <KeyboardButtons client={client} writer={writer ?? null} viewers={viewers} />}
    </div>
  );
}

function ViewerLine({ viewer, onHandOver }: { viewer: Viewer; onHandOver: (() => void) | undefined }) {
  const t = useTranslations("console");
  const format = useFormat();
  const Icon = viewer.writer ? Keyboard : viewer.terminal ? SquareTerminal : Eye;
  const doing = viewer.writer
    ? viewer.typedAt
      ? t("typedAt", { time: format.time(viewer.typedAt) })
      : t("typing")
    : viewer.asking !== null
      ? t("asks")
      : t("watchingSince", { time: format.time(viewer.since) });
  return (
    <li className="flex items-center gap-2 text-sm">
      <Icon
        aria-hidden
        className={viewer.writer ? "text-ok size-4 shrink-0" : "text-muted-foreground size-4 shrink-0"}
      />
      <span className="grid min-w-0">
        <span className="truncate">
          {viewer.name}
          {viewer.you && ` (${t("you")})`}
        </span>
        <span className="text-muted-foreground text-xs">
          {doing}
          {viewer.terminal && ` · ${t("inTerminal")}`}
        </span>
      </span>
      {onHandOver && (
        <Button size="sm" variant="outline" className="ml-auto" onClick={onHandOver}>
          {t("handOver")}
        </Button>
      )}
    </li>
  );
}

function KeyboardButtons({
  client,
  writer,
  viewers,
}: {
  client: ConsoleClient;
  writer: Viewer | null;
  viewers: readonly Viewer[];
}) {
  const t = useTranslations("console");
  const [dialog, setDialog] = useState<"ask" | "take" | null>(null);
  if (writer?.you) {
    return (
      <Button size="sm" variant="ghost" onClick={() => client.command({ type: "release-keyboard" })}>
        {t("release")}
      </Button>
    );
  }
  if (writer === null) {
    return (
      <Button size="sm" variant="outline" onClick={() => client.command({ type: "take-keyboard" })}>
        <Keyboard aria-hidden />
        {t("claim")}
      </Button>
    );
  }
  const asked = viewers.some((viewer) => viewer.you && viewer.asking !== null);
  return (
    <>
      <Button size="sm" variant="outline" disabled={asked} onClick={() => setDialog("ask")}>
        <Keyboard aria-hidden />
        {asked ? t("asked") : t("ask")}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => setDialog("take")}>
        {t("take")}
      </Button>
      {dialog === "ask" && (
        <ReasonDialog
          title={t("askTitle", { name: writer.name })}
          text={t("askText")}
          confirm={t("askConfirm")}
          optional
          onConfirm={(reason) => client.command({ type: "ask-keyboard", reason })}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === "take" && (
        <ReasonDialog
          title={t("takeTitle", { name: writer.name })}
          text={t("takeText", { name: writer.name })}
          confirm={t("claim")}
          onConfirm={(reason) => client.command({ type: "take-keyboard", reason })}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}
