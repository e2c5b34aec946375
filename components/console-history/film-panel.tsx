"use client";

import { FastForward, Link, Pause, Play, Rewind, RotateCcw, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { ErrorState } from "@/components/status/error-state";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { ConsoleMark, RecordingInfo } from "@/lib/contracts/recording";
import { useFormat } from "@/lib/format/use-format";
import { type FilmRange, isWhole, RangeButtons } from "./film-range";
import { type Speed, speeds, writeAddress } from "./history-place";
import type { HistoryTerminal } from "./history-terminal";
import { passedBy } from "./mark-list";
import { Rail } from "./rail";
import { useCopyLink } from "./use-copy-link";
import { useFilm } from "./use-film";
import { useFilmKeys } from "./use-film-keys";

interface Props {
  hostId: string;
  terminal: HistoryTerminal | null;
  info: RecordingInfo;
  marks: readonly ConsoleMark[];
  range: FilmRange;
  onRange: (range: FilmRange) => void;
  /** The film has come by the mark at this offset; null before the first. Not called again before it comes by another. */
  onPassed: (offset: number | null) => void;
  /** Back to reading, at the place the film got to. */
  onEnd: (offset: number) => void;
}

const SKIP_MS = 10_000;

/** The controls of a film. */
export function FilmPanel({ hostId, terminal, info, marks, range, onRange, onPassed, onEnd }: Props) {
  const t = useTranslations("console-history");
  const format = useFormat();
  const [skipSilence, setSkipSilence] = useState(true);
  const copyLink = useCopyLink();
  const { from, until, speed } = range;
  const { film, toggle, seek, skip } = useFilm({
    hostId,
    terminal,
    start: range.start,
    from,
    end: until,
    speed,
    skipSilence,
  });
  const passed = passedBy(marks, film.offset);
  useEffect(() => onPassed(passed), [onPassed, passed]);
  const faster = (by: 1 | -1) => {
    const next = speeds[speeds.indexOf(speed) + by];
    if (next) onRange({ ...range, speed: next });
  };
  useFilmKeys({ toggle, skip: (direction) => skip(direction * SKIP_MS), faster });
  const whole = isWhole(range, info);
  const PlayIcon = film.ended ? RotateCcw : film.playing ? Pause : Play;
  return (
    <section aria-label={t("filmTitle")} className="bg-info/5 grid gap-1.5 rounded-md border p-2">
      <Rail
        info={info}
        marks={marks}
        from={from}
        until={until}
        offset={film.offset}
        at={film.at}
        onGo={seek}
      />
      <div className="flex flex-wrap items-center gap-1.5">
        <Control icon={Rewind} label={t("back")} onClick={() => skip(-SKIP_MS)} />
        <Button size="sm" onClick={toggle}>
          <PlayIcon aria-hidden />
          {t(film.ended ? "again" : film.playing ? "pause" : "play")}
        </Button>
        <Control icon={FastForward} label={t("forward")} onClick={() => skip(SKIP_MS)} />
        <SpeedSelect speed={speed} onSpeed={(next) => onRange({ ...range, speed: next })} />
        <Label className="text-xs" title={t("skipHint")}>
          <Switch checked={skipSilence} onCheckedChange={setSkipSilence} />
          {t("skipSilence")}
        </Label>
        <p className="ml-2 text-xs font-medium tabular-nums">
          {film.at !== null && format.dateTime(new Date(film.at).toISOString())}
        </p>
        <p role="status" className="text-muted-foreground text-xs">
          {film.buffering ? t("buffering") : film.ended ? t("ended") : ""}
        </p>
        <span className="flex flex-wrap items-center gap-1.5 md:ml-auto">
          <RangeButtons info={info} range={range} offset={film.offset} onRange={onRange} />
          <Control
            icon={Link}
            label={t("copyLink")}
            onClick={() =>
              void copyLink(
                writeAddress({
                  place: { kind: "offset", offset: film.offset },
                  speed,
                  from: whole ? null : from,
                  until: whole ? null : until,
                }),
              )
            }
          />
          <Button variant="outline" size="sm" onClick={() => onEnd(film.offset)}>
            <Square aria-hidden />
            {t("filmEnd")}
          </Button>
        </span>
      </div>
      <p className="text-muted-foreground text-xs max-sm:hidden">{t("keysHint")}</p>
      {film.error !== null && <ErrorState error={film.error} onRetry={() => seek(film.offset)} />}
    </section>
  );
}

function Control(props: { icon: typeof Link; label: string; onClick: () => void }) {
  const Icon = props.icon;
  return (
    <Button
      variant="outline"
      size="icon-sm"
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      <Icon aria-hidden />
    </Button>
  );
}

function SpeedSelect({ speed, onSpeed }: { speed: Speed; onSpeed: (speed: Speed) => void }) {
  const t = useTranslations("console-history");
  return (
    <Select
      value={String(speed)}
      onValueChange={(value) => onSpeed(speeds.find((known) => String(known) === value) ?? 1)}
    >
      <SelectTrigger aria-label={t("speed")} className="h-7 w-20">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {speeds.map((value) => (
          <SelectItem key={value} value={String(value)}>
            {t("speedValue", { speed: value })}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
