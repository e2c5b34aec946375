"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { LoginList } from "./login-list";
import { PasswordForm } from "./password-form";
import { useMe } from "./use-me";

/** A person's own things. */
export function AccountPage() {
  const t = useTranslations("access.account");
  const common = useTranslations("common");
  const user = useMe().data?.user;
  if (!user) return null;
  return (
    <div className="mx-auto grid w-full grid-cols-[minmax(0,1fr)] max-w-3xl gap-4 px-4 py-6">
      <h1 className="text-lg font-semibold tracking-tight">{t("title")}</h1>
      <Card>
        <CardHeader>
          <CardTitle>{t("profile")}</CardTitle>
        </CardHeader>
        <CardContent>
          <dl className="grid grid-cols-[6rem_1fr] items-baseline gap-x-4 gap-y-2">
            <dt className="text-muted-foreground">{t("name")}</dt>
            <dd>{user.name}</dd>
            <dt className="text-muted-foreground">{t("email")}</dt>
            <dd className="break-all">{user.email}</dd>
            <dt className="text-muted-foreground">{t("role")}</dt>
            <dd>
              <Badge>{common(`role.${user.role}`)}</Badge>
              <span className="text-muted-foreground ml-2">{t(`roleText.${user.role}`)}</span>
            </dd>
          </dl>
        </CardContent>
      </Card>
      <PasswordForm />
      <LoginList />
    </div>
  );
}
