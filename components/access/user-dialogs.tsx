"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import type { FieldProblem } from "@/components/form/field-errors";
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
import { Button, buttonVariants } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { LoginPassword, type Role, type User } from "@/lib/contracts/access";
import { SuggestedPassword } from "./suggested-password";
import { useUserActions } from "./use-user-actions";

/** What is about to be done to a user and has to be asked or completed first. */
export type UserQuestion =
  | { readonly kind: "disable" | "remove" | "reset" | "keep-typing"; readonly user: User }
  | { readonly kind: "role"; readonly user: User; readonly role: Role };

export function UserDialogs({ question, onClose }: { question: UserQuestion | null; onClose: () => void }) {
  const t = useTranslations("access.users");
  const common = useTranslations("common");
  const { update, remove } = useUserActions();
  if (question === null) return null;
  const { user } = question;
  const { name } = user;
  switch (question.kind) {
    case "reset":
      return (
        <ResetPassword
          user={user}
          onClose={onClose}
          onPassword={(password) => update.mutate({ user, change: { password } })}
        />
      );
    case "disable":
      return (
        <Question
          title={t("disableTitle", { name })}
          text={t("disableText")}
          confirm={t("disable")}
          destructive
          onClose={onClose}
          onConfirm={() => update.mutate({ user, change: { disabled: true } })}
        />
      );
    case "keep-typing":
      return (
        <Question
          title={t("keepTitle", { name })}
          text={t("keepText", { name })}
          confirm={t("confirmKeep")}
          onClose={onClose}
          onConfirm={() => update.mutate({ user, change: { keepTyping: true } })}
        />
      );
    case "remove":
      return (
        <Question
          title={t("removeTitle", { name })}
          text={t("removeText")}
          confirm={common("remove")}
          destructive
          onClose={onClose}
          onConfirm={() => remove.mutate(user)}
        />
      );
    case "role":
      return (
        <Question
          title={t("roleTitle", { name })}
          text={t("roleText", { from: common(`role.${user.role}`), to: common(`role.${question.role}`) })}
          confirm={t("confirmRole")}
          onClose={onClose}
          onConfirm={() => update.mutate({ user, change: { role: question.role } })}
        />
      );
  }
}

function Question({
  title,
  text,
  confirm,
  destructive = false,
  onConfirm,
  onClose,
}: {
  title: string;
  text: ReactNode;
  confirm: string;
  destructive?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const common = useTranslations("common");
  return (
    <AlertDialog open onOpenChange={(open) => !open && onClose()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{title}</AlertDialogTitle>
          <AlertDialogDescription>{text}</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>{common("cancel")}</AlertDialogCancel>
          <AlertDialogAction
            onClick={onConfirm}
            className={destructive ? buttonVariants({ variant: "destructive" }) : undefined}
          >
            {confirm}
          </AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}

function ResetPassword({
  user,
  onPassword,
  onClose,
}: {
  user: User;
  onPassword: (password: string) => void;
  onClose: () => void;
}) {
  const t = useTranslations("access.users.reset");
  const common = useTranslations("common");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<FieldProblem>();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = LoginPassword.safeParse(password);
    const code = parsed.error?.issues[0]?.message;
    setProblem(code === undefined ? undefined : { code, message: code });
    if (!parsed.success) return;
    onPassword(parsed.data);
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <form noValidate onSubmit={onSubmit} className="grid gap-4">
          <DialogHeader>
            <DialogTitle>{t("title", { name: user.name })}</DialogTitle>
            <DialogDescription>{t("text")}</DialogDescription>
          </DialogHeader>
          <SuggestedPassword
            label={t("password")}
            value={password}
            problem={problem}
            onChange={setPassword}
          />
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              {common("cancel")}
            </Button>
            <Button type="submit">{t("submit")}</Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
