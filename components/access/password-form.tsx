"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { Field } from "@/components/form/field";
import { type FieldProblems, fromApi, fromZod } from "@/components/form/field-errors";
import { PasswordInput } from "@/components/form/password-input";
import { useProblemText } from "@/components/status/problem-text";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { api } from "@/lib/api-client";
import { PasswordChange } from "@/lib/contracts/access";
import { queryKeys } from "@/lib/query-keys";

const EMPTY = { current: "", next: "", repeat: "" };

export function PasswordForm() {
  const t = useTranslations("access.account");
  const setup = useTranslations("access.setup");
  const client = useQueryClient();
  const problemText = useProblemText();
  const [values, setValues] = useState(EMPTY);
  const [problems, setProblems] = useState<FieldProblems>({});
  const { mutate, isPending } = useMutation({
    mutationFn: api.changePassword,
    onSuccess: () => {
      setValues(EMPTY);
      toast.success(t("changed"));
      void client.invalidateQueries({ queryKey: queryKeys.logins });
    },
    onError: (error) => {
      const fields = fromApi(error);
      setProblems(fields);
      const { title, detail } = problemText(error);
      if (Object.keys(fields).length === 0) {
        toast.error(t("changeFailed"), { description: `${title} ${detail}` });
      }
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const { repeat, ...input } = values;
    const parsed = PasswordChange.safeParse(input);
    const found: FieldProblems = {
      ...(input.current === "" ? { current: { code: "required", message: "" } } : {}),
      ...(repeat === input.next ? {} : { repeat: { code: "password-mismatch", message: "" } }),
      ...(parsed.success ? {} : fromZod(parsed.error)),
    };
    setProblems(found);
    if (parsed.success && Object.keys(found).length === 0) mutate(parsed.data);
  };
  const bind = (name: keyof typeof EMPTY) => ({
    value: values[name],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("passwordTitle")}</CardTitle>
        <CardDescription>{t("passwordText")}</CardDescription>
      </CardHeader>
      <CardContent>
        <form noValidate onSubmit={onSubmit} className="grid max-w-sm gap-4">
          <Field label={t("current")} problem={problems.current}>
            {(control) => <PasswordInput {...control} {...bind("current")} autoComplete="current-password" />}
          </Field>
          <Field label={t("next")} hint={setup("passwordHint")} problem={problems.next}>
            {(control) => <PasswordInput {...control} {...bind("next")} autoComplete="new-password" />}
          </Field>
          <Field label={t("repeat")} problem={problems.repeat}>
            {(control) => <PasswordInput {...control} {...bind("repeat")} autoComplete="new-password" />}
          </Field>
          <Button type="submit" disabled={isPending} className="w-fit">
            {t("change")}
          </Button>
        </form>
      </CardContent>
    </Card>
  );
}
