"use client";

import "@xterm/xterm/css/xterm.css";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { DoctorSheet } from "@/components/console-doctor/doctor-sheet";
import { copyText } from "@/components/host-header/copy-text";
import { cn } from "@/lib/cn";
import type { HostSummary } from "@/lib/contracts/host";
import { ConsoleBar, TakeOverDialog } from "./console-bar";
import { ConsoleToolbar } from "./console-toolbar";
import { EarlierOutput } from "./earlier-output";
import { KeyBar } from "./key-bar";
import { KeyboardStrip } from "./keyboard-strip";
import { LeaveGuard } from "./leave-guard";
import { PasteDialog } from "./paste-dialog";
import {
  type HostPreferences,
  loadHostPreferences,
  loadPreferences,
  saveHostPreferences,
  savePreferences,
  type TerminalPreferences,
} from "./preferences";
import { QuietHint } from "./quiet-hint";
import { type BootTarget, RestartInto } from "./restart-into";
import { SearchBar } from "./search-bar";
import { StreamNotes } from "./stream-notes";
import { type OpenConsole, type SearchResult, useConsole, useConsoleSnapshot } from "./use-console";
import { usePaste } from "./use-paste";
import { ViewersMenu } from "./viewers-menu";

/** 80 x 25 in a larger window: where its screen ends, and the scrollbar beside it instead of at the window's edge. */
const edgeOf80x25 = [
  "[&_[data-screen='80x25']]:w-fit [&_[data-screen='80x25']]:outline-1 [&_[data-screen='80x25']]:outline-dashed",
  "[&_[data-screen='80x25']]:outline-input [&_[data-screen='80x25']]:outline-offset-2",
  "[&_[data-screen='80x25']_.xterm-scrollable-element]:pr-3.5",
];

interface Props {
  host: HostSummary;
  popOut: string | null;
}

/** A terminal with everything around it. */
export function HostConsole({ host, popOut }: Props) {
  const t = useTranslations("console");
  const holder = useRef<HTMLDivElement>(null);
  const [searching, setSearching] = useState(false);
  const [atTop, setAtTop] = useState(false);
  const [result, setResult] = useState<SearchResult>({ index: -1, count: 0 });

  const onShortcut = (event: KeyboardEvent): boolean => {
    const combined = event.ctrlKey && event.shiftKey && !event.altKey;
    if (!combined || !["KeyC", "KeyF", "KeyV"].includes(event.code)) return false;
    // The browser itself pastes on Ctrl+Shift+V; the other two mean something else to it.
    if (event.code !== "KeyV") event.preventDefault();
    if (event.type === "keydown" && event.code === "KeyF") setSearching(true);
    if (event.type === "keydown" && event.code === "KeyC") void copySelection();
    return true;
  };
  const open = useConsole(holder, {
    hostId: host.id,
    label: t("terminal", { host: host.name }),
    onShortcut,
    onSearchResults: setResult,
    onTop: setAtTop,
  });
  const copySelection = async () => {
    const text = open?.terminal.selection ?? "";
    if (text === "") toast(t("nothingSelected"));
    else if (await copyText(text)) toast.success(t("copied"));
    open?.terminal.focus();
  };
  const paste = usePaste(open);

  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      {open ? (
        <Surroundings
          host={host}
          open={open}
          popOut={popOut}
          onSearch={() => setSearching(true)}
          onCopy={() => void copySelection()}
          onPaste={() => void paste.fromClipboard()}
        />
      ) : (
        <p className="text-muted-foreground min-h-8">{t("loading")}</p>
      )}
      <div className="relative min-h-96 flex-1 overflow-hidden rounded-md border bg-[#fdfdfc] dark:bg-[#0b0d10]">
        {open && searching && (
          <SearchBar terminal={open.terminal} result={result} onClose={() => setSearching(false)} />
        )}
        {open && atTop && <EarlierOutput open={open} />}
        <div
          ref={holder}
          onPasteCapture={paste.onPasteCapture}
          className={cn("absolute inset-2 overflow-auto p-0.5", edgeOf80x25, !open && "invisible")}
        />
      </div>
      {paste.waiting !== null && (
        <PasteDialog
          hostName={host.name}
          text={paste.waiting}
          onType={paste.confirm}
          onClose={paste.cancel}
        />
      )}
    </div>
  );
}

function Surroundings({
  host,
  open,
  popOut,
  ...actions
}: Props & { open: OpenConsole; onSearch: () => void; onCopy: () => void; onPaste: () => void }) {
  const snapshot = useConsoleSnapshot(open.client);
  const [preferences, setPreferences] = useState(loadPreferences);
  const change = (part: Partial<TerminalPreferences>) => {
    const next = { ...preferences, ...part };
    setPreferences(next);
    savePreferences(next);
    open.terminal.setFontSize(next.fontSize);
    open.terminal.setMode(next.mode);
  };
  const [hostPreferences, setHostPreferences] = useState(() => loadHostPreferences(host.id));
  const [examined, setExamined] = useState(false);
  const [takingOver, setTakingOver] = useState(false);
  const [restartInto, setRestartInto] = useState<BootTarget | null>(null);
  const changeHost = (part: Partial<HostPreferences>) => {
    const next = { ...hostPreferences, ...part };
    setHostPreferences(next);
    saveHostPreferences(host.id, next);
    if (part.charset !== undefined) open.terminal.setCharset(part.charset);
    open.terminal.setKeyMap(next.keyMap);
    open.client.pace(next.baud);
  };
  return (
    <>
      <ConsoleBar client={open.client} snapshot={snapshot} hostName={host.name}>
        <ViewersMenu client={open.client} snapshot={snapshot} />
        <ConsoleToolbar
          host={host}
          open={open}
          writing={open.client.writing}
          preferences={preferences}
          onPreferences={change}
          hostPreferences={hostPreferences}
          onHostPreferences={changeHost}
          onDoctor={() => setExamined(true)}
          onRestartInto={setRestartInto}
          popOut={popOut}
          {...actions}
        />
      </ConsoleBar>
      <KeyboardStrip client={open.client} snapshot={snapshot} />
      <StreamNotes client={open.client} notes={snapshot.notes} />
      <QuietHint snapshot={snapshot} onDoctor={() => setExamined(true)} />
      {preferences.keyBar && (
        <KeyBar
          client={open.client}
          keyMap={hostPreferences.keyMap}
          applicationCursor={open.terminal.applicationCursor}
          disabled={!open.client.writing}
        />
      )}
      {examined && (
        <DoctorSheet
          host={host}
          onTakeOver={() => {
            setExamined(false);
            setTakingOver(true);
          }}
          onClose={() => setExamined(false)}
        />
      )}
      {takingOver && (
        <TakeOverDialog client={open.client} hostName={host.name} onClose={() => setTakingOver(false)} />
      )}
      {restartInto && <RestartInto host={host} target={restartInto} onClose={() => setRestartInto(null)} />}
      <LeaveGuard open={open} hostName={host.name} logOut={preferences.logOut} />
    </>
  );
}
