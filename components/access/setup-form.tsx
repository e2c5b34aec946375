"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleAlert, LoaderCircle } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { Field } from "@/components/form/field";
import { type FieldProblems, fromApi, fromZod } from "@/components/form/field-errors";
import { PasswordInput } from "@/components/form/password-input";
import { Notice } from "@/components/shell/notice";
import { useProblemText } from "@/components/status/problem-text";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { ApiError, api } from "@/lib/api-client";
import { SetupInput } from "@/lib/contracts/access";
import { queryKeys } from "@/lib/query-keys";
import { AuthCard } from "./auth-card";
import { LanguageSwitch } from "./language-switch";
import { useMe } from "./use-me";

/** The token is taken out of the address bar at once: it must not stay in the history or be sent on. */
export function SetupForm({ token }: { token: string | null }) {
  const t = useTranslations("access.setup");
  const me = useMe();
  const [kept] = useState(token);
  const router = useRouter();
  const loggedIn = me.data?.user != null;
  useEffect(() => history.replaceState(null, "", "/setup"), []);
  useEffect(() => {
    if (loggedIn) router.replace("/");
  }, [loggedIn, router]);

  if (loggedIn) return null;
  if (me.data && !me.data.setup) {
    return (
      <Notice title={t("over")} text={t("overText")}>
        <Button asChild variant="outline">
          <Link href="/login">{t("toLogin")}</Link>
        </Button>
      </Notice>
    );
  }
  if (kept === null) return <Notice title={t("noToken")} text={t("noTokenText")} />;
  return (
    <AuthCard title={t("title")} text={t("text")}>
      <AdministratorForm token={kept} />
      <LanguageSwitch />
    </AuthCard>
  );
}

function AdministratorForm({ token }: { token: string }) {
  const t = useTranslations("access.setup");
  const client = useQueryClient();
  const [values, setValues] = useState({ name: "", email: "", password: "", repeat: "" });
  const [problems, setProblems] = useState<FieldProblems>({});
  const setup = useMutation({
    mutationFn: api.setup,
    onSuccess: (me) => client.setQueryData(queryKeys.me, me),
    onError: (error) => setProblems(fromApi(error)),
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const { repeat, ...input } = values;
    const parsed = SetupInput.safeParse({ ...input, token });
    const found: FieldProblems = {
      ...(repeat === values.password ? {} : { repeat: { code: "password-mismatch", message: "" } }),
      ...(parsed.success ? {} : fromZod(parsed.error)),
    };
    setProblems(found);
    if (parsed.success && Object.keys(found).length === 0) setup.mutate(parsed.data);
  };
  const bind = (name: keyof typeof values) => ({
    name,
    value: values[name],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });
  return (
    <form noValidate onSubmit={onSubmit} className="bg-card grid gap-4 rounded-xl border p-5 shadow-sm">
      {setup.error && Object.keys(fromApi(setup.error)).length === 0 && <SetupError error={setup.error} />}
      <Field label={t("name")} problem={problems.name}>
        {(control) => <Input {...control} {...bind("name")} autoComplete="name" autoFocus />}
      </Field>
      <Field label={t("email")} problem={problems.email}>
        {(control) => <Input {...control} {...bind("email")} type="email" autoComplete="username" />}
      </Field>
      <Field label={t("password")} hint={t("passwordHint")} problem={problems.password}>
        {(control) => <PasswordInput {...control} {...bind("password")} autoComplete="new-password" />}
      </Field>
      <Field label={t("repeat")} problem={problems.repeat}>
        {(control) => <PasswordInput {...control} {...bind("repeat")} autoComplete="new-password" />}
      </Field>
      <Button type="submit" size="lg" disabled={setup.isPending || setup.isSuccess}>
        {setup.isPending && <LoaderCircle aria-hidden className="animate-spin" />}
        {t("submit")}
      </Button>
    </form>
  );
}

function SetupError({ error }: { error: unknown }) {
  const t = useTranslations("access.setup");
  const other = useProblemText()(error);
  const badToken = error instanceof ApiError && error.problem?.code === "forbidden";
  return (
    <Alert variant="critical">
      <CircleAlert aria-hidden />
      <AlertTitle>{badToken ? t("badToken") : t("failed")}</AlertTitle>
      <AlertDescription>{badToken ? t("badTokenText") : `${other.title} ${other.detail}`}</AlertDescription>
    </Alert>
  );
}
