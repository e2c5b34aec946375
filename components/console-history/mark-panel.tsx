"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { useMarkText } from "@/components/console/use-mark-text";
import type { ConsoleMark } from "@/lib/contracts/recording";
import { useFormat } from "@/lib/format/use-format";
import { groupOf, nearest } from "./mark-list";
import { MarkIcon } from "./mark-look";
import { TypedTurnButton } from "./typed-turn";

/** So many at once: more would be a second log to read. */
const MOST_SHOWN = 100;

/** What happened around the place in view, in words; each opens its place. */
export function MarkPanel({
  hostId,
  marks,
  status,
  since,
  offset,
  onGo,
}: {
  hostId: string;
  marks: readonly ConsoleMark[];
  /** Of the asking for them. */
  status: "pending" | "error" | "success";
  /** Older marks than of this moment are not among them; null when all are. */
  since: string | null;
  offset: number;
  onGo: (offset: number) => void;
}) {
  const t = useTranslations("console-history");
  const format = useFormat();
  const shown = nearest(marks, offset, MOST_SHOWN);
  const current = shown.findLast((mark) => mark.offset <= offset) ?? null;
  const list = useRef<HTMLDetailsElement>(null);
  const currentOffset = current?.offset;
  useEffect(() => {
    const { current: element } = list;
    const line = element?.querySelector<HTMLElement>(`[data-offset="${currentOffset}"]`);
    if (element && line) element.scrollTop = line.offsetTop - element.clientHeight / 3;
  }, [currentOffset]);
  return (
    <div className="relative shrink-0 lg:w-64">
      <details
        ref={list}
        open
        className="relative max-h-56 overflow-y-auto lg:absolute lg:inset-0 lg:max-h-none"
      >
        <summary className="bg-background sticky top-0 px-1 py-0.5 text-sm font-medium">{t("marks")}</summary>
        {shown.length < marks.length && (
          <p className="text-muted-foreground px-1 text-xs">
            {t("marksShown", { shown: shown.length, count: marks.length })}
          </p>
        )}
        {since !== null && (
          <p className="text-warning px-1 text-xs">{t("marksSince", { time: format.dateTime(since) })}</p>
        )}
        {shown.length === 0 && (
          <p className="text-muted-foreground px-1 py-2 text-xs">{t(`marksEmpty.${status}`)}</p>
        )}
        <ol>
          {shown.map((mark) => (
            <MarkLine
              key={`${mark.offset} ${mark.at} ${mark.kind} ${mark.text}`}
              mark={mark}
              current={mark === current}
              onGo={onGo}
            >
              <TypedTurnButton hostId={hostId} marks={marks} mark={mark} />
            </MarkLine>
          ))}
        </ol>
      </details>
    </div>
  );
}

function MarkLine({
  mark,
  current,
  onGo,
  children,
}: {
  mark: ConsoleMark;
  /** The last one before what is in view. */
  current: boolean;
  onGo: (offset: number) => void;
  /** What else can be done with it. */
  children: ReactNode;
}) {
  const t = useTranslations("console-history");
  const markText = useMarkText();
  const live = useTranslations("console");
  const isLetGo = mark.kind === "writer" && mark.text === "";
  const kind = isLetGo ? live("nobodyTypes") : t(`kind.${mark.kind}`);
  const format = useFormat();
  return (
    <li data-offset={mark.offset} className="flex items-start">
      <button
        type="button"
        aria-current={current || undefined}
        onClick={() => onGo(mark.offset)}
        className="hover:bg-accent aria-[current]:bg-muted flex min-w-0 flex-1 items-start gap-2 rounded-sm px-1 py-1 text-left text-xs pointer-coarse:py-2"
      >
        <MarkIcon group={groupOf(mark.kind)} className="mt-0.5" />
        <span className="min-w-0 flex-1">
          <span className="text-muted-foreground block">{format.dateTime(mark.at)}</span>
          <span className="break-words">
            {mark.text === "" ? kind : t("markText", { kind, text: markText(mark.kind, mark.text) })}
            {mark.bytes !== null && <> ({t("lost", { bytes: mark.bytes })})</>}
          </span>
        </span>
      </button>
      {children}
    </li>
  );
}
