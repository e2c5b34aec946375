"use client";

import {
  AArrowDown,
  AArrowUp,
  ClipboardPaste,
  Copy,
  Download,
  Ellipsis,
  Eraser,
  ExternalLink,
  Keyboard,
  type LucideIcon,
  RotateCcw,
  Search,
  Stethoscope,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { usePermission } from "@/components/access/use-me";
import { HistoryButton } from "@/components/console-history/history-button";
import { TypedSheet, type TypedTurn } from "@/components/console-history/typed-sheet";
import { PowerMenu } from "@/components/power/power-menu";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuSub,
  DropdownMenuSubContent,
  DropdownMenuSubTrigger,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { HostSummary } from "@/lib/contracts/host";
import { charsets } from "./charset";
import { downloadText, scrollbackName } from "./download";
import { keyMaps } from "./key-map";
import { KeysMenu } from "./keys-menu";
import {
  bauds,
  type HostPreferences,
  LARGEST_FONT,
  SMALLEST_FONT,
  type TerminalPreferences,
} from "./preferences";
import { type BootTarget, RestartIntoItems } from "./restart-into";
import type { OpenConsole } from "./use-console";

interface Props {
  host: HostSummary;
  open: OpenConsole;
  writing: boolean;
  preferences: TerminalPreferences;
  onPreferences: (change: Partial<TerminalPreferences>) => void;
  hostPreferences: HostPreferences;
  onHostPreferences: (change: Partial<HostPreferences>) => void;
  onSearch: () => void;
  onCopy: () => void;
  onPaste: () => void;
  onDoctor: () => void;
  onRestartInto: (target: BootTarget) => void;
  /** Address of the console without the page around it; null when this is it. */
  popOut: string | null;
}

/** What is kept of typing is kept of consoles that are not recorded, too: they have no turns to choose from. */
const EVER: TypedTurn = { since: new Date(0).toISOString(), before: undefined };

/** What can be done with the console besides typing. */
export function ConsoleToolbar(props: Props) {
  const t = useTranslations("console");
  const { fontSize } = props.preferences;
  const resize = (by: number) => props.onPreferences({ fontSize: fontSize + by });
  return (
    <div role="toolbar" aria-label={t("more")} className="flex flex-wrap items-center gap-1">
      <KeysMenu open={props.open} keyMap={props.hostPreferences.keyMap} disabled={!props.writing} />
      <Tool icon={Search} label={t("search")} onClick={props.onSearch} />
      <Tool icon={Copy} label={t("copy")} onClick={props.onCopy} />
      <Tool icon={ClipboardPaste} label={t("paste")} onClick={props.onPaste} disabled={!props.writing} />
      <span className="contents max-sm:hidden">
        <Tool
          icon={AArrowDown}
          label={t("smaller")}
          disabled={fontSize <= SMALLEST_FONT}
          onClick={() => resize(-1)}
          className="max-sm:hidden"
        />
        <Tool
          icon={AArrowUp}
          label={t("larger")}
          disabled={fontSize >= LARGEST_FONT}
          onClick={() => resize(1)}
          className="max-sm:hidden"
        />
      </span>
      <HistoryButton />
      <MoreMenu {...props} />
      <PowerMenu host={props.host} compact />
    </div>
  );
}

function Tool(props: {
  icon: LucideIcon;
  label: string;
  onClick: () => void;
  disabled?: boolean;
  className?: string;
}) {
  const Icon = props.icon;
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={props.label}
      title={props.label}
      disabled={props.disabled}
      onClick={props.onClick}
      className={props.className}
    >
      <Icon aria-hidden />
    </Button>
  );
}

function MoreMenu(props: Props) {
  const { host, open, preferences, onPreferences, popOut } = props;
  const t = useTranslations("console");
  const { terminal } = open;
  const { allowed: readsTyped } = usePermission("console.typed");
  const [typedOpen, setTypedOpen] = useState(false);
  const resize = (by: number) => (event: Event) => {
    event.preventDefault();
    onPreferences({ fontSize: preferences.fontSize + by });
  };
  return (
    <>
      <DropdownMenu modal={false}>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={t("more")} title={t("more")}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" className="w-72">
          <DropdownMenuLabel>{t("mode.label")}</DropdownMenuLabel>
          <DropdownMenuRadioGroup
            value={preferences.mode}
            onValueChange={(mode) => onPreferences({ mode: mode === "80x25" ? "80x25" : "fit" })}
          >
            <DropdownMenuRadioItem value="fit">{t("mode.fit")}</DropdownMenuRadioItem>
            <DropdownMenuRadioItem value="80x25">{t("mode.80x25")}</DropdownMenuRadioItem>
          </DropdownMenuRadioGroup>
          <DropdownMenuItem disabled={preferences.fontSize <= SMALLEST_FONT} onSelect={resize(-1)}>
            <AArrowDown aria-hidden />
            {t("fontSmaller")}
          </DropdownMenuItem>
          <DropdownMenuItem disabled={preferences.fontSize >= LARGEST_FONT} onSelect={resize(1)}>
            <AArrowUp aria-hidden />
            {t("fontLarger")}
          </DropdownMenuItem>
          <DropdownMenuCheckboxItem
            checked={preferences.keyBar}
            onCheckedChange={(keyBar) => onPreferences({ keyBar })}
          >
            {t("keyBar")}
          </DropdownMenuCheckboxItem>
          <DropdownMenuCheckboxItem
            checked={preferences.logOut}
            onCheckedChange={(logOut) => onPreferences({ logOut })}
          >
            {t("logOut")}
          </DropdownMenuCheckboxItem>
          <DropdownMenuSeparator />
          <LineMenu {...props} />
          <DropdownMenuSeparator />
          <RestartIntoItems onChoose={props.onRestartInto} />
          <DropdownMenuItem onSelect={props.onDoctor}>
            <Stethoscope aria-hidden />
            {t("doctor")}
          </DropdownMenuItem>
          {readsTyped && (
            <DropdownMenuItem onSelect={() => setTypedOpen(true)}>
              <Keyboard aria-hidden />
              {t("typed")}
            </DropdownMenuItem>
          )}
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => terminal.softReset()} className="items-start">
            <RotateCcw aria-hidden className="mt-0.5" />
            <span className="grid">
              {t("resetTerminal")}
              <span className="text-muted-foreground text-xs">{t("resetHint")}</span>
            </span>
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => terminal.reset()}>
            <Eraser aria-hidden />
            {t("clearTerminal")}
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem
            onSelect={() => downloadText(terminal.text(), scrollbackName(host.name, new Date()))}
          >
            <Download aria-hidden />
            {t("download")}
          </DropdownMenuItem>
          {popOut && (
            <DropdownMenuItem
              onSelect={() => window.open(popOut, `console-${host.id}`, "popup,width=1000,height=700")}
            >
              <ExternalLink aria-hidden />
              {t("popOut")}
            </DropdownMenuItem>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {typedOpen && <TypedSheet hostId={host.id} turn={EVER} onClose={() => setTypedOpen(false)} />}
    </>
  );
}

/** What this host's line speaks: character set, key map, speed. */
function LineMenu({ hostPreferences, onHostPreferences }: Props) {
  const t = useTranslations("console");
  const { charset, keyMap, baud } = hostPreferences;
  return (
    <>
      <Choice
        label={t("charset.label")}
        value={charset}
        values={["auto", ...charsets]}
        nameOf={(value) => t(`charset.${value}`)}
        onChoose={(chosen) => onHostPreferences({ charset: chosen })}
      />
      <Choice
        label={t("keyMap.label")}
        value={keyMap}
        values={keyMaps}
        nameOf={(value) => t(`keyMap.${value}`)}
        onChoose={(chosen) => onHostPreferences({ keyMap: chosen })}
      />
      <Choice
        label={t("baud")}
        value={baud}
        values={bauds}
        nameOf={String}
        onChoose={(chosen) => onHostPreferences({ baud: chosen })}
      />
    </>
  );
}

function Choice<Value extends string | number>(props: {
  label: string;
  value: Value;
  values: readonly Value[];
  nameOf: (value: Value) => string;
  onChoose: (value: Value) => void;
}) {
  return (
    <DropdownMenuSub>
      {/* The value takes all the room there is, so that the chevron gets none of it. */}
      <DropdownMenuSubTrigger>
        {props.label}
        <span className="text-muted-foreground grow pl-3 text-right text-xs">
          {props.nameOf(props.value)}
        </span>
      </DropdownMenuSubTrigger>
      <DropdownMenuSubContent>
        <DropdownMenuRadioGroup value={String(props.value)}>
          {props.values.map((value) => (
            <DropdownMenuRadioItem key={value} value={String(value)} onSelect={() => props.onChoose(value)}>
              {props.nameOf(value)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuSubContent>
    </DropdownMenuSub>
  );
}
