"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { Field } from "@/components/form/field";
import { type FieldProblems, fromApi, fromZod } from "@/components/form/field-errors";
import { ErrorState } from "@/components/status/error-state";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import {
  Sheet,
  SheetContent,
  SheetDescription,
  SheetFooter,
  SheetHeader,
  SheetTitle,
} from "@/components/ui/sheet";
import { api } from "@/lib/api-client";
import { type Role, UserInput } from "@/lib/contracts/access";
import { queryKeys } from "@/lib/query-keys";
import { RoleSelect } from "./role-select";
import { SuggestedPassword } from "./suggested-password";

export function AddUserSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations("access.users.form");
  return (
    <Sheet open={open} onOpenChange={(next) => !next && onClose()}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>{t("title")}</SheetTitle>
          <SheetDescription>{t("text")}</SheetDescription>
        </SheetHeader>
        <AddUserForm onDone={onClose} />
      </SheetContent>
    </Sheet>
  );
}

interface Values {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly password: string;
}

function AddUserForm({ onDone }: { onDone: () => void }) {
  const t = useTranslations("access.users.form");
  const done = useTranslations("access.users.done");
  const client = useQueryClient();
  const [values, setValues] = useState<Values>({ name: "", email: "", role: "operator", password: "" });
  const [problems, setProblems] = useState<FieldProblems>({});
  const create = useMutation({
    mutationFn: api.createUser,
    onSuccess: (user) => {
      toast.success(done("created", { name: user.name }));
      void client.invalidateQueries({ queryKey: queryKeys.users });
      onDone();
    },
    onError: (error) => setProblems(fromApi(error)),
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = UserInput.safeParse(values);
    setProblems(parsed.success ? {} : fromZod(parsed.error));
    if (parsed.success) create.mutate(parsed.data);
  };
  const change = (part: Partial<Values>) => setValues((held) => ({ ...held, ...part }));
  return (
    <form noValidate onSubmit={onSubmit} className="flex min-h-0 flex-1 flex-col">
      <div className="grid content-start gap-4 overflow-y-auto px-5 py-4">
        <Field label={t("name")} problem={problems.name}>
          {(control) => (
            <Input
              {...control}
              value={values.name}
              onChange={(event) => change({ name: event.target.value })}
              autoComplete="off"
              autoFocus
            />
          )}
        </Field>
        <Field label={t("email")} problem={problems.email}>
          {(control) => (
            <Input
              {...control}
              type="email"
              value={values.email}
              onChange={(event) => change({ email: event.target.value })}
              autoComplete="off"
            />
          )}
        </Field>
        <RoleField role={values.role} onChange={(role) => change({ role })} />
        <SuggestedPassword
          label={t("password")}
          value={values.password}
          problem={problems.password}
          onChange={(password) => change({ password })}
        />
        {create.error && Object.keys(fromApi(create.error)).length === 0 && (
          <ErrorState error={create.error} />
        )}
      </div>
      <SheetFooter>
        <Button type="submit" disabled={create.isPending} className="ml-auto">
          {t("create")}
        </Button>
      </SheetFooter>
    </form>
  );
}

function RoleField({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  const t = useTranslations("access.users.form");
  const roleText = useTranslations("access.account.roleText");
  return (
    <Field label={t("role")} hint={roleText(role)}>
      {(control) => <RoleSelect control={control} value={role} onChange={onChange} />}
    </Field>
  );
}
