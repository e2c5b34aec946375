"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Alert, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Textarea } from "@/components/ui/textarea";
import { reviewPaste } from "./paste";

interface Props {
  hostName: string;
  /** What the clipboard held; empty when the browser does not let us read it. */
  text: string;
  onType: (text: string) => void;
  onClose: () => void;
}

/** Shows what a paste would type, on which host, before it is typed. */
export function PasteDialog({ hostName, text, onType, onClose }: Props) {
  const t = useTranslations("console");
  const common = useTranslations("common");
  const field = useId();
  const [draft, setDraft] = useState(text);
  const review = reviewPaste(draft);
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent className="sm:max-w-2xl">
        <DialogHeader>
          <DialogTitle>{t("pasteTitle", { host: hostName })}</DialogTitle>
          <DialogDescription>
            {draft === "" ? t("pasteHere") : t("pasteSummary", { lines: review.lines, bytes: review.bytes })}
          </DialogDescription>
        </DialogHeader>
        {review.controls && (
          <Alert variant="critical">
            <TriangleAlert aria-hidden />
            <AlertTitle className="font-normal">{t("pasteControls")}</AlertTitle>
          </Alert>
        )}
        <label htmlFor={field} className="sr-only">
          {t("pasteText")}
        </label>
        <Textarea
          id={field}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          spellCheck={false}
          className="max-h-[45dvh] min-h-40 font-mono text-xs"
        />
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button disabled={draft === ""} onClick={() => onType(review.text)}>
            {t("pasteConfirm")}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
