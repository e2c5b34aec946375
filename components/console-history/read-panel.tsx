"use client";

import { ChevronDown, ChevronUp, Clapperboard, Link, ListFilter } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Input } from "@/components/ui/input";
import type { HostSummary } from "@/lib/contracts/host";
import type { ConsoleMark, RecordingInfo } from "@/lib/contracts/recording";
import { useFormat } from "@/lib/format/use-format";
import { ExportDialog } from "./export-dialog";
import { type Place, writeAddress } from "./history-place";
import { fromLocalInput, toLocalInput } from "./local-time";
import { groupNames, type MarkGroup, neighbour } from "./mark-list";
import { MarkIcon } from "./mark-look";
import { Rail } from "./rail";
import { useCopyLink } from "./use-copy-link";
import type { useHistory, View } from "./use-history";
import { VerifyDialog } from "./verify-dialog";

interface Props {
  host: HostSummary;
  info: RecordingInfo;
  marks: readonly ConsoleMark[];
  /** Gone to last. */
  place: Place;
  history: ReturnType<typeof useHistory>;
  groups: readonly MarkGroup[];
  onGroups: (groups: readonly MarkGroup[]) => void;
  onGo: (place: Place) => void;
  onFilm: () => void;
}

/** Tools of reading: to a time, to a mark, along the rail, to either side. */
export function ReadPanel(props: Props) {
  const { host, info, marks, history, onGo } = props;
  const t = useTranslations("console-history");
  const offset = history.view?.offset ?? info.until;
  const copyLink = useCopyLink();
  const toOffset = (at: number) => onGo({ kind: "offset", offset: at });
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-center gap-1.5">
        <JumpToTime at={history.view?.at ?? null} onGo={onGo} />
        <Button variant="outline" size="sm" onClick={() => onGo({ kind: "latest" })}>
          {t("latest")}
        </Button>
        <MarkSteps marks={marks} offset={stepFrom(history.view, props.place) ?? offset} onGo={toOffset} />
        <GroupFilter groups={props.groups} onGroups={props.onGroups} />
        <span className="flex flex-wrap items-center gap-1.5 md:ml-auto">
          <Button variant="outline" size="sm" onClick={props.onFilm}>
            <Clapperboard aria-hidden />
            {t("film")}
          </Button>
          <ExportDialog hostId={host.id} info={info} />
          <VerifyDialog hostId={host.id} />
          <Button
            variant="outline"
            size="icon-sm"
            aria-label={t("copyLink")}
            title={t("copyLink")}
            onClick={() => void copyLink(writeAddress({ place: { kind: "offset", offset }, ...noFilm }))}
          >
            <Link aria-hidden />
          </Button>
        </span>
      </div>
      <Rail
        info={info}
        marks={marks}
        from={info.from}
        until={info.until}
        offset={offset}
        at={history.view?.at ?? null}
        onGo={toOffset}
      />
      <Position history={history} info={info} />
    </div>
  );
}

const noFilm = { speed: null, from: null, until: null } as const;

function JumpToTime({ at, onGo }: { at: number | null; onGo: (place: Place) => void }) {
  const t = useTranslations("console-history");
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed ?? toLocalInput(at);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const moment = fromLocalInput(value);
    if (moment === null) return;
    onGo({ kind: "time", at: moment });
    setTyped(null);
  };
  return (
    <form onSubmit={submit} className="flex items-center gap-1.5 max-sm:w-full">
      <Input
        type="datetime-local"
        step={1}
        aria-label={t("jump")}
        title={t("jump")}
        value={value}
        onChange={(event) => setTyped(event.target.value)}
        className="h-7 w-52 max-sm:w-auto max-sm:min-w-0 max-sm:flex-1"
      />
      <Button type="submit" variant="outline" size="sm">
        {t("go")}
      </Button>
    </form>
  );
}

/** A place gone to is somewhere down the screen: while it is in view, the next mark is the one after it. */
function stepFrom(view: View | null, place: Place): number | null {
  if (!view || place.kind !== "offset") return null;
  return view.offset <= place.offset && place.offset <= view.until ? place.offset : null;
}

function MarkSteps(props: { marks: readonly ConsoleMark[]; offset: number; onGo: (offset: number) => void }) {
  const t = useTranslations("console-history");
  const step = (direction: "previous" | "next") => {
    const mark = neighbour(props.marks, props.offset, direction);
    if (mark) props.onGo(mark.offset);
  };
  const disabled = props.marks.length === 0;
  return (
    <>
      <Button
        variant="outline"
        size="icon-sm"
        aria-label={t("previousMark")}
        title={t("previousMark")}
        disabled={disabled}
        onClick={() => step("previous")}
      >
        <ChevronUp aria-hidden />
      </Button>
      <Button
        variant="outline"
        size="icon-sm"
        aria-label={t("nextMark")}
        title={t("nextMark")}
        disabled={disabled}
        onClick={() => step("next")}
      >
        <ChevronDown aria-hidden />
      </Button>
    </>
  );
}

function GroupFilter({ groups, onGroups }: Pick<Props, "groups" | "onGroups">) {
  const t = useTranslations("console-history");
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="icon-sm" aria-label={t("filter")} title={t("filter")}>
          <ListFilter aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {groupNames.map((group) => (
          <DropdownMenuCheckboxItem
            key={group}
            checked={groups.includes(group)}
            onSelect={(event) => event.preventDefault()}
            onCheckedChange={(on) =>
              onGroups(on ? [...groups, group] : groups.filter((other) => other !== group))
            }
          >
            <MarkIcon group={group} />
            {t(`group.${group}`)}
          </DropdownMenuCheckboxItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** What is in view, and the way to what is before and after it. */
function Position({ history, info }: Pick<Props, "history" | "info">) {
  const t = useTranslations("console-history");
  const format = useFormat();
  const { view, busy, from, until } = history;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
      <Button
        variant="outline"
        size="sm"
        className="h-6"
        disabled={busy !== null || from === null || from <= info.from}
        onClick={history.older}
      >
        {t("older")}
      </Button>
      <Button
        variant="outline"
        size="sm"
        className="h-6"
        disabled={busy !== null || until === null || until >= info.until}
        onClick={history.newer}
      >
        {t("newer")}
      </Button>
      <p role="status" className="text-muted-foreground">
        {busy
          ? t("loading")
          : view && (
              <>
                {view.at !== null && t("showing", { time: format.dateTime(new Date(view.at).toISOString()) })}
                {" · "}
                {t("byte", { offset: format.number(view.offset) })}
              </>
            )}
      </p>
    </div>
  );
}
