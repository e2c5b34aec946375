"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useProblemText } from "@/components/status/problem-text";
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@/components/ui/alert-dialog";
import { buttonVariants } from "@/components/ui/button";
import type { ConsoleRule } from "@/lib/contracts/recording";
import { useRuleActions } from "./use-rules";

export function RemoveRule({ rule, onClose }: { rule: ConsoleRule; onClose: () => void }) {
  const t = useTranslations("console-settings.rules");
  const common = useTranslations("common");
  const problemText = useProblemText();
  const { remove } = useRuleActions();
  const { name } = rule;
  const confirm = () =>
    remove.mutateAsync(rule.id).then(
      () => toast.success(t("removed", { name })),
      (error: unknown) => toast.error(problemText(error).title),
    );
  return (
    <AlertDialog open onOpenChange={(open) => !open && onClose()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{t("removeTitle", { name })}</AlertDialogTitle>
          <AlertDialogDescription>{t("removeText")}</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>{common("cancel")}</AlertDialogCancel>
          <AlertDialogAction
            onClick={() => void confirm()}
            className={buttonVariants({ variant: "destructive" })}
          >
            {common("remove")}
          </AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
