"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { cn } from "@/lib/cn";
import type { ConsoleMark, RecordingInfo } from "@/lib/contracts/recording";
import { useFormat } from "@/lib/format/use-format";
import { momentNear, ticks } from "./mark-list";
import { tickColour } from "./mark-look";

/** As fine as a finger or an eye can tell. */
const STEPS = 400;

interface Props {
  info: RecordingInfo;
  marks: readonly ConsoleMark[];
  /** Both ends of what it stands for. */
  from: number;
  until: number;
  offset: number;
  /** Unix ms of the output at `offset`, when that is known: between marks a time is a guess. */
  at: number | null;
  onGo: (offset: number) => void;
}

/** The recording as a line, with a tick where something happened: shows where one is and goes where one points. */
export function Rail({ info, marks, from, until, offset, at, onGo }: Props) {
  const t = useTranslations("console-history");
  const format = useFormat();
  const [pointed, setPointed] = useState<number | null>(null);
  const shown = useMemo(() => ticks(marks, from, until, STEPS), [marks, from, until]);
  const known = useMemo(() => momentsOf(info, marks), [info, marks]);
  const value = Math.min(until, Math.max(from, pointed ?? offset));
  const timeOf = (place: number) => {
    const moment = momentNear(known, place);
    return moment === null ? "" : format.dateTime(new Date(moment).toISOString());
  };
  const exact = pointed === null && at !== null ? format.dateTime(new Date(at).toISOString()) : null;
  const time = exact ?? timeOf(value);
  const percent = Math.round(((value - from) / Math.max(1, until - from)) * 100);
  const commit = () => {
    if (pointed !== null) onGo(pointed);
    setPointed(null);
  };
  return (
    <div className="grid gap-0.5">
      <div className="relative h-6">
        <div aria-hidden className="pointer-events-none absolute inset-x-2 inset-y-0">
          {shown.map(({ at, group }) => (
            <span
              key={at}
              className={cn("absolute top-0 h-2.5 w-0.5 rounded-full", tickColour(group))}
              style={{ left: `${at * 100}%` }}
            />
          ))}
        </div>
        <input
          type="range"
          aria-label={t("rail")}
          aria-valuetext={t("railValue", { percent, time })}
          min={from}
          max={until}
          step={Math.max(1, Math.floor((until - from) / STEPS))}
          value={value}
          onChange={(event) => setPointed(event.target.valueAsNumber)}
          onPointerUp={commit}
          onKeyUp={commit}
          onBlur={commit}
          className="accent-info absolute inset-x-0 bottom-0 h-4 w-full cursor-pointer"
        />
      </div>
      <p aria-hidden className="text-muted-foreground flex justify-between gap-2 px-1 text-[0.6875rem]">
        <span className="max-sm:hidden">{timeOf(from)}</span>
        <span className={cn(pointed !== null && "text-foreground font-medium")}>{exact ?? `≈ ${time}`}</span>
        <span className="max-sm:hidden">{timeOf(until)}</span>
      </p>
    </div>
  );
}

/** Moments of the recording that are known without reading it, in order of their offsets. */
function momentsOf(info: RecordingInfo, marks: readonly ConsoleMark[]) {
  const first = info.firstAt ? [{ offset: info.from, at: info.firstAt }] : [];
  const last = info.lastAt ? [{ offset: info.until, at: info.lastAt }] : [];
  return [...first, ...marks.filter(({ offset }) => offset > info.from && offset < info.until), ...last];
}
