"use client";

import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { HostTerminal } from "./host-terminal";
import type { SearchResult } from "./use-console";

interface Props {
  terminal: HostTerminal;
  result: SearchResult;
  onClose: () => void;
}

/** Searches the scrollback: Enter and Shift+Enter move, Escape ends. */
export function SearchBar({ terminal, result, onClose }: Props) {
  const t = useTranslations("console");
  const [text, setText] = useState("");
  const close = () => {
    terminal.endSearch();
    onClose();
    terminal.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter") terminal.search(text, event.shiftKey ? "previous" : "next");
    else return;
    event.preventDefault();
  };
  return (
    <div className="bg-popover absolute top-2 right-4 z-10 flex max-w-[calc(100%-2rem)] items-center gap-1 rounded-md border p-1 shadow-lg">
      <Input
        autoFocus
        type="text"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          if (event.target.value) terminal.search(event.target.value, "next", true);
          else terminal.endSearch();
        }}
        onKeyDown={onKeyDown}
        aria-label={t("searchLabel")}
        placeholder={t("searchLabel")}
        className="h-7 w-48 min-w-0"
      />
      <span role="status" className="text-muted-foreground min-w-16 px-1 text-center text-xs">
        {text === ""
          ? ""
          : result.count === 0
            ? t("searchNone")
            : t("searchCount", { index: result.index + 1, count: result.count })}
      </span>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t("searchPrevious")}
        onClick={() => terminal.search(text, "previous")}
      >
        <ChevronUp aria-hidden />
      </Button>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t("searchNext")}
        onClick={() => terminal.search(text, "next")}
      >
        <ChevronDown aria-hidden />
      </Button>
      <Button variant="ghost" size="icon-sm" aria-label={t("searchClose")} onClick={close}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
