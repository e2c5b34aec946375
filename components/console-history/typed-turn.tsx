"use client";

import { Keyboard } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { usePermission } from "@/components/access/use-me";
import { Button } from "@/components/ui/button";
import type { ConsoleMark } from "@/lib/contracts/recording";
import { turnOf } from "./mark-list";
import { TypedSheet } from "./typed-sheet";

/** Beside the mark of somebody who got the keyboard, for administrators: what was typed until it passed on. */
export function TypedTurnButton({
  hostId,
  marks,
  mark,
}: {
  hostId: string;
  marks: readonly ConsoleMark[];
  mark: ConsoleMark;
}) {
  const t = useTranslations("console-history.typed");
  const { allowed } = usePermission("console.typed");
  const [open, setOpen] = useState(false);
  const turn = turnOf(marks, mark);
  if (!allowed || turn === null) return null;
  return (
    <>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t("openOf", { name: mark.text })}
        title={t("title")}
        onClick={() => setOpen(true)}
      >
        <Keyboard aria-hidden />
      </Button>
      {open && <TypedSheet hostId={hostId} turn={turn} onClose={() => setOpen(false)} />}
    </>
  );
}
