"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { RecordingInfo } from "@/lib/contracts/recording";
import type { Speed } from "./history-place";

/** The stretch of a film, where it begins to play, and how fast. */
export interface FilmRange {
  readonly start: number;
  readonly from: number;
  readonly until: number;
  readonly speed: Speed;
}

export const isWhole = ({ from, until }: FilmRange, info: RecordingInfo): boolean =>
  from <= info.from && until >= info.until;

/** Makes the film shorter: from here, to here, or all of it again. */
export function RangeButtons(props: {
  info: RecordingInfo;
  range: FilmRange;
  offset: number;
  onRange: (range: FilmRange) => void;
}) {
  const t = useTranslations("console-history");
  const { info, range, offset, onRange } = props;
  return (
    <>
      <Button
        variant="outline"
        size="sm"
        disabled={offset >= range.until}
        onClick={() => onRange({ ...range, start: offset, from: offset })}
      >
        {t("rangeFrom")}
      </Button>
      <Button
        variant="outline"
        size="sm"
        disabled={offset <= range.from}
        onClick={() => onRange({ ...range, start: range.from, until: offset })}
      >
        {t("rangeUntil")}
      </Button>
      {!isWhole(range, info) && (
        <Button
          variant="outline"
          size="sm"
          onClick={() => onRange({ ...range, start: offset, from: info.from, until: info.until })}
        >
          {t("rangeClear")}
        </Button>
      )}
    </>
  );
}
