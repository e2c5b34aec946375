"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";

const LONGEST_REASON = 200;

interface Props {
  title: string;
  text: string;
  confirm: string;
  /** Others are told; an empty one is not accepted unless it may be left out. */
  optional?: boolean;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

/** Asks why, before something that another person feels. */
export function ReasonDialog({ title, text, confirm, optional = false, onConfirm, onClose }: Props) {
  const t = useTranslations("console");
  const common = useTranslations("common");
  const id = useId();
  const [reason, setReason] = useState("");
  const given = reason.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (given === "" && !optional) return;
    onConfirm(given);
    onClose();
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <form onSubmit={submit} className="grid min-w-0 gap-4">
          <DialogHeader>
            <DialogTitle className="break-words">{title}</DialogTitle>
            <DialogDescription>{text}</DialogDescription>
          </DialogHeader>
          <div className="grid gap-1.5">
            <Label htmlFor={id}>{t(optional ? "reasonOptional" : "reason")}</Label>
            <Input
              id={id}
              value={reason}
              maxLength={LONGEST_REASON}
              onChange={(event) => setReason(event.target.value)}
              autoComplete="off"
              autoFocus
            />
          </div>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              {common("cancel")}
            </Button>
            <Button type="submit" disabled={given === "" && !optional}>
              {confirm}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
