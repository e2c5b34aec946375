"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleAlert, LoaderCircle, LockKeyhole } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Field } from "@/components/form/field";
import { PasswordInput } from "@/components/form/password-input";
import { useProblemText } from "@/components/status/problem-text";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { ApiError, api } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";
import { AuthCard } from "./auth-card";
import { LanguageSwitch } from "./language-switch";
import { safeNextPath } from "./next-path";
import { useMe } from "./use-me";

export function LoginForm() {
  const t = useTranslations("access.login");
  const common = useTranslations("common");
  const router = useRouter();
  const client = useQueryClient();
  const next = safeNextPath(useSearchParams().get("next"));
  const password = useRef<HTMLInputElement>(null);
  const [values, setValues] = useState({ email: "", password: "" });
  const already = useMe().data?.user != null;
  useEffect(() => {
    if (already) router.replace(next);
  }, [already, next, router]);

  const login = useMutation({
    mutationFn: api.login,
    onSuccess: (me) => client.setQueryData(queryKeys.me, me),
    onError: () => {
      setValues((held) => ({ ...held, password: "" }));
      password.current?.focus();
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    login.mutate(values);
  };
  return (
    <AuthCard title={common("appName")} text={t("text")}>
      <form onSubmit={onSubmit} className="bg-card grid gap-4 rounded-xl border p-5 shadow-sm">
        {login.error && <LoginError error={login.error} />}
        <Field label={t("email")}>
          {(control) => (
            <Input
              {...control}
              type="email"
              name="email"
              autoComplete="username"
              autoFocus
              required
              value={values.email}
              onChange={(event) => setValues({ ...values, email: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("password")}>
          {(control) => (
            <PasswordInput
              {...control}
              ref={password}
              name="password"
              autoComplete="current-password"
              required
              value={values.password}
              onChange={(event) => setValues({ ...values, password: event.target.value })}
            />
          )}
        </Field>
        <Button type="submit" size="lg" disabled={login.isPending || login.isSuccess}>
          {login.isPending && <LoaderCircle aria-hidden className="animate-spin" />}
          {t("submit")}
        </Button>
      </form>
      <LanguageSwitch />
    </AuthCard>
  );
}

function LoginError({ error }: { error: unknown }) {
  const t = useTranslations("access.login");
  const other = useProblemText()(error);
  const code = error instanceof ApiError ? error.problem?.code : undefined;
  const known = {
    unauthenticated: { title: t("wrong"), detail: t("wrongText") },
    locked: { title: t("locked"), detail: t("lockedText") },
    "too-many": { title: t("tooMany"), detail: t("tooManyText") },
  } as const;
  const { title, detail } =
    code === "unauthenticated" || code === "locked" || code === "too-many"
      ? known[code]
      : { title: t("failed"), detail: `${other.title} ${other.detail}` };
  const Icon = code === "locked" ? LockKeyhole : CircleAlert;
  return (
    <Alert variant="critical">
      <Icon aria-hidden />
      <AlertTitle>{title}</AlertTitle>
      <AlertDescription>{detail}</AlertDescription>
    </Alert>
  );
}
