"use client";

import "@xterm/xterm/css/xterm.css";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { ErrorState } from "@/components/status/error-state";
import type { HostSummary } from "@/lib/contracts/host";
import type { RecordingInfo } from "@/lib/contracts/recording";
import { FilmPanel } from "./film-panel";
import type { FilmRange } from "./film-range";
import type { HistoryAddress, Place } from "./history-place";
import { groupNames, groupOf, type MarkGroup } from "./mark-list";
import { MarkPanel } from "./mark-panel";
import { ReadPanel } from "./read-panel";
import { useHistory } from "./use-history";
import { useMarks } from "./use-recording";
import { useTerminal } from "./use-terminal";

interface Props {
  host: HostSummary;
  info: RecordingInfo;
  address: HistoryAddress;
  onAddress: (address: HistoryAddress) => void;
}

const keyOf = (place: Place) => JSON.stringify(place);

/** An address with a speed opens as a film. */
function filmOf({ place, speed, from, until }: HistoryAddress, info: RecordingInfo): FilmRange | null {
  if (speed === null || place.kind !== "offset") return null;
  return { start: place.offset, from: from ?? info.from, until: until ?? info.until, speed };
}

/** The terminal of the history with its tools and marks; the same terminal reads and plays. */
export function HistoryScreen({ host, info, address, onAddress }: Props) {
  const t = useTranslations("console-history");
  const holder = useRef<HTMLDivElement>(null);
  const [groups, setGroups] = useState<readonly MarkGroup[]>(groupNames);
  const [film, setFilm] = useState<FilmRange | null>(() => filmOf(address, info));
  /** Offset of the last mark the film has come by. */
  const [passed, setPassed] = useState<number | null>(null);
  const terminal = useTerminal(holder, {
    hostId: host.id,
    label: t("terminal", { host: host.name }),
    onView: () => history.look(),
    onReach: (direction) => film === null && history.reach(direction),
  });
  const history = useHistory({ hostId: host.id, terminal, end: info.until });
  const { data: newest, status: marksStatus } = useMarks(host.id);
  const marks = (newest?.marks ?? []).filter(({ kind }) => groups.includes(groupOf(kind)));

  const { open, stop } = history;
  const { place } = address;
  const key = keyOf(place);
  const opened = useRef<string | null>(null);
  const filming = film !== null;
  useEffect(() => {
    if (terminal === null) opened.current = null;
    else if (!filming && opened.current !== key) {
      opened.current = key;
      void open(JSON.parse(key) as Place);
    }
  }, [terminal, filming, key, open]);

  /** Also to a place that the address names already: the person may have scrolled away from it. */
  const goTo = (next: Place) => {
    opened.current = keyOf(next);
    onAddress({ place: next, speed: null, from: null, until: null });
    void open(next);
  };
  const offset = history.view?.offset ?? info.until;
  const startFilm = (start: number) => {
    stop();
    setFilm({ start, from: info.from, until: info.until, speed: 1 });
  };
  const endFilm = (at: number) => {
    setFilm(null);
    goTo({ kind: "offset", offset: at });
  };
  return (
    <>
      {film ? (
        <FilmPanel
          hostId={host.id}
          terminal={terminal}
          info={info}
          marks={marks}
          range={film}
          onRange={setFilm}
          onPassed={setPassed}
          onEnd={endFilm}
        />
      ) : (
        <ReadPanel
          host={host}
          info={info}
          marks={marks}
          place={place}
          history={history}
          groups={groups}
          onGroups={setGroups}
          onGo={goTo}
          onFilm={() => startFilm(offset)}
        />
      )}
      {history.error !== null && !filming && (
        <ErrorState error={history.error} onRetry={() => void open(place)} />
      )}
      <div className="flex min-h-0 flex-1 gap-2 max-lg:flex-col">
        <div className="relative min-h-96 flex-1 overflow-hidden rounded-md border bg-[#fdfdfc] dark:bg-[#0b0d10]">
          <div ref={holder} className="absolute inset-2 overflow-auto" />
        </div>
        <MarkPanel
          hostId={host.id}
          marks={marks}
          status={marksStatus}
          since={newest?.since ?? null}
          offset={film ? (passed ?? info.from) : offset}
          onGo={(at) => (film ? setFilm({ ...film, start: at }) : goTo({ kind: "offset", offset: at }))}
        />
      </div>
    </>
  );
}
