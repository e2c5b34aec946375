"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PermissionTip } from "@/components/access/permission-tip";
import { Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { api } from "@/lib/api-client";
import type { RecordingInfo } from "@/lib/contracts/recording";
import { fromLocalInput, toLocalInput } from "./local-time";

const formats = ["text", "raw", "asciicast", "html"] as const;

/** The recording, or a time of it, as a file. */
export function ExportDialog({ hostId, info }: { hostId: string; info: RecordingInfo }) {
  const t = useTranslations("console-history");
  const [open, setOpen] = useState(false);
  return (
    <>
      <PermissionTip permission="console.search">
        {(disabled) => (
          <Button variant="outline" size="sm" disabled={disabled} onClick={() => setOpen(true)}>
            <Download aria-hidden />
            {t("export")}
          </Button>
        )}
      </PermissionTip>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent>
          <DialogHeader>
            <DialogTitle>{t("exportTitle")}</DialogTitle>
            <DialogDescription>{t("exportText")}</DialogDescription>
          </DialogHeader>
          <ExportChoice hostId={hostId} info={info} />
        </DialogContent>
      </Dialog>
    </>
  );
}

function ExportChoice({ hostId, info }: { hostId: string; info: RecordingInfo }) {
  const t = useTranslations("console-history");
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const range = { from: fromLocalInput(from) ?? undefined, until: fromLocalInput(until) ?? undefined };
  const reversed = range.from !== undefined && range.until !== undefined && range.from > range.until;
  const limits = {
    min: toLocalInput(Date.parse(info.firstAt ?? "")),
    max: toLocalInput(Date.now()),
  };
  return (
    <div className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("exportFrom")} optional>
          {(control) => (
            <Input
              {...control}
              {...limits}
              type="datetime-local"
              step={1}
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("exportUntil")} optional>
          {(control) => (
            <Input
              {...control}
              {...limits}
              type="datetime-local"
              step={1}
              value={until}
              onChange={(event) => setUntil(event.target.value)}
            />
          )}
        </Field>
      </div>
      {reversed && (
        <p role="alert" className="text-critical text-xs">
          {t("exportOrder")}
        </p>
      )}
      <ul className="grid gap-1.5">
        {formats.map((format) => (
          <li key={format}>
            <Button
              asChild
              variant="outline"
              className="h-auto w-full justify-start gap-2.5 py-1.5 text-left whitespace-normal"
            >
              <a
                href={reversed ? undefined : api.consoleExport(hostId, { format, ...range })}
                download
                aria-disabled={reversed}
              >
                <Download aria-hidden />
                <span className="grid">
                  {t(`format.${format}`)}
                  <span className="text-muted-foreground text-xs font-normal">
                    {t(`formatHint.${format}`)}
                  </span>
                </span>
              </a>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
