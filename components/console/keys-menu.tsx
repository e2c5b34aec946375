"use client";

import { ChevronDown, Keyboard } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { arrowKeys, editingKeys, functionKeys, type KeyMap } from "./key-map";
import { controlKeys, type SpecialKey, sttySize } from "./special-keys";
import type { OpenConsole } from "./use-console";

/** Keys that the browser, the operating system or a phone does not let through, and what is not a key at all: break. */
export function KeysMenu({
  open,
  keyMap,
  disabled,
}: {
  open: OpenConsole;
  keyMap: KeyMap;
  disabled: boolean;
}) {
  const t = useTranslations("console");
  const { client, terminal } = open;
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="outline" size="sm" disabled={disabled}>
          <Keyboard aria-hidden />
          {t("keys")}
          <ChevronDown aria-hidden className="opacity-60" />
        </Button>
      </PopoverTrigger>
      <PopoverContent
        align="start"
        className="grid max-h-(--radix-popover-content-available-height) w-80 max-w-[calc(100vw-1rem)] gap-3 overflow-y-auto"
      >
        <h3 className="text-sm font-medium">{t("keysTitle")}</h3>
        <KeyGroup title={t("keyGroup.control")} keys={controlKeys} onKey={(data) => client.type(data)} />
        <KeyGroup
          title={t("keyGroup.editing")}
          keys={editingKeys(keyMap)}
          onKey={(data) => client.type(data)}
        />
        <KeyGroup
          title={t("keyGroup.arrows")}
          keys={arrowKeys(terminal.applicationCursor)}
          onKey={(data) => client.type(data)}
        />
        <KeyGroup
          title={t("keyGroup.function")}
          keys={functionKeys(keyMap)}
          onKey={(data) => client.type(data)}
        />
        <Extra label={t("break")} hint={t("breakHint")} onClick={() => client.command({ type: "break" })} />
        <Extra
          label={t("sendSize")}
          hint={t("sendSizeHint", terminal.size)}
          onClick={() => client.type(sttySize(terminal.size.rows, terminal.size.columns))}
        />
      </PopoverContent>
    </Popover>
  );
}

function KeyGroup(props: { title: string; keys: readonly SpecialKey[]; onKey: (data: string) => void }) {
  return (
    <div className="grid gap-1">
      <p className="text-muted-foreground text-xs">{props.title}</p>
      <div className="flex flex-wrap gap-1">
        {props.keys.map((key) => (
          <Button
            key={key.id}
            variant="outline"
            size="sm"
            className="h-7 min-w-9 px-1.5 font-mono text-xs"
            onClick={() => props.onKey(key.data)}
          >
            {key.label}
          </Button>
        ))}
      </div>
    </div>
  );
}

function Extra({ label, hint, onClick }: { label: string; hint: string; onClick: () => void }) {
  return (
    <div className="grid justify-items-start gap-1 border-t pt-2">
      <Button variant="outline" size="sm" onClick={onClick}>
        {label}
      </Button>
      <p className="text-muted-foreground text-xs">{hint}</p>
    </div>
  );
}
