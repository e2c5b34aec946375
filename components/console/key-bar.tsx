"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { ConsoleClient } from "./console-client";
import { firmwareKeys, type KeyMap } from "./key-map";

interface Props {
  client: ConsoleClient;
  keyMap: KeyMap;
  applicationCursor: boolean;
  disabled: boolean;
}

/** The keys firmware asks for, within a thumb's reach. Pressing one leaves the focus, and a phone's keyboard, as they are. */
export function KeyBar({ client, keyMap, applicationCursor, disabled }: Props) {
  const t = useTranslations("console");
  return (
    <div role="toolbar" aria-label={t("keyBar")} className="flex gap-1 overflow-x-auto pb-1">
      {firmwareKeys(keyMap, applicationCursor).map((key) => (
        <Button
          key={key.id}
          variant="outline"
          size="sm"
          disabled={disabled}
          className="h-9 min-w-11 shrink-0 px-2 font-mono text-xs"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => client.type(key.data)}
        >
          {key.label}
        </Button>
      ))}
    </div>
  );
}
