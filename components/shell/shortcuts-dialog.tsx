"use client";

import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { ModKey } from "./mod-key";

const groups = [
  {
    title: "anywhere",
    rows: [
      { label: "palette", keys: [["mod", "K"]] },
      { label: "search", keys: [["/"]] },
      { label: "goHosts", keys: [["g"], ["h"]] },
      { label: "goAudit", keys: [["g"], ["a"]] },
      { label: "help", keys: [["?"]] },
    ],
  },
  {
    title: "inFleet",
    rows: [
      { label: "move", keys: [["j", "k", "↓", "↑"]] },
      { label: "open", keys: [["↵"]] },
      { label: "console", keys: [["c"]] },
      { label: "add", keys: [["n"]] },
    ],
  },
] as const;

export function ShortcutsDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("shell.shortcuts");
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent className="sm:max-w-md">
        <DialogHeader>
          <DialogTitle>{t("title")}</DialogTitle>
          <DialogDescription>{t("description")}</DialogDescription>
        </DialogHeader>
        {groups.map((group) => (
          <section key={group.title} className="grid gap-1.5">
            <h3 className="text-muted-foreground text-xs font-medium">{t(group.title)}</h3>
            <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-1.5">
              {group.rows.map((row) => (
                <Fragment key={row.label}>
                  <dt>{t(row.label)}</dt>
                  <dd className="flex items-center justify-end gap-1">
                    {row.keys.map((chord, index) => (
                      <Fragment key={chord.join("")}>
                        {index > 0 && <span className="text-muted-foreground text-xs">{t("then")}</span>}
                        {chord.map((key) => (
                          <kbd key={key}>{key === "mod" ? <ModKey /> : key}</kbd>
                        ))}
                      </Fragment>
                    ))}
                  </dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </DialogContent>
    </Dialog>
  );
}
