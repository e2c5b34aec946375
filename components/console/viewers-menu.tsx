"use client";

import { Eye, Keyboard } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { ConsoleClient, ConsoleSnapshot } from "./console-client";

/** Who is here, who types, and the way to become the one. */
export function ViewersMenu({ client, snapshot }: { client: ConsoleClient; snapshot: ConsoleSnapshot }) {
  const t = useTranslations("console");
  const { viewers, canWrite } = snapshot;
  const writer = viewers.find((viewer) => viewer.writer);
  const said = !canWrite
    ? t("watchOnly")
    : writer?.you
      ? t("youType")
      : writer
        ? t("otherTypes", { name: writer.name })
        : t("nobodyTypes");
  if (viewers.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Popover>
        <PopoverTrigger asChild>
          <Button variant="ghost" size="sm">
            <Eye aria-hidden />
            {t("viewers", { count: viewers.length })}
          </Button>
        </PopoverTrigger>
        <PopoverContent align="end" className="w-64">
          <h3 className="mb-2 text-sm font-medium">{t("viewersTitle")}</h3>
          <ul className="grid gap-1.5">
            {viewers.map((viewer) => (
              <li key={viewer.id} className="flex items-center gap-2 text-sm">
                {viewer.writer ? (
                  <Keyboard aria-hidden className="text-ok size-4 shrink-0" />
                ) : (
                  <Eye aria-hidden className="text-muted-foreground size-4 shrink-0" />
                )}
                <span className="min-w-0 truncate">
                  {viewer.name}
                  {viewer.you && ` (${t("you")})`}
                </span>
                <span className="text-muted-foreground ml-auto text-xs">
                  {t(viewer.writer ? "typing" : "watching")}
                </span>
              </li>
            ))}
          </ul>
        </PopoverContent>
      </Popover>
      <span className="text-muted-foreground text-xs">{said}</span>
      {canWrite && !writer?.you && (
        <Button size="sm" variant="outline" onClick={() => client.command({ type: "take-keyboard" })}>
          <Keyboard aria-hidden />
          {t("claim")}
        </Button>
      )}
    </div>
  );
}
