"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { Age } from "@/components/status/age";
import { ErrorState } from "@/components/status/error-state";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/api-client";
import type { Login } from "@/lib/contracts/access";
import { useFormat } from "@/lib/format/use-format";
import { queryKeys } from "@/lib/query-keys";
import { describeUserAgent } from "./user-agent";

/** Where the person is logged in, each with its end. */
export function LoginList() {
  const t = useTranslations("access.account");
  const { data, error, refetch } = useQuery({ queryKey: queryKeys.logins, queryFn: () => api.logins() });
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("loginsTitle")}</CardTitle>
        <CardDescription>{t("loginsText")}</CardDescription>
      </CardHeader>
      <CardContent>
        {!data && error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton className="h-16" />}
        <ul className="divide-y">
          {data?.logins.map((login) => (
            <LoginRow key={login.id} login={login} />
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}

function LoginRow({ login }: { login: Login }) {
  const t = useTranslations("access.account");
  const format = useFormat();
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.endLogin(login.id),
    onSuccess: () => toast.success(t("ended")),
    onError: () => toast.error(t("endFailed")),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.logins }),
  });
  const { browser, system } = describeUserAgent(login.userAgent);
  const name =
    browser && system ? t("browserOn", { browser, system }) : (browser ?? system ?? login.userAgent);
  return (
    <li className="flex items-center gap-4 py-2.5 first:pt-0 last:pb-0">
      <div className="grid min-w-0 flex-1 gap-0.5">
        <span className="flex min-w-0 items-center gap-2 font-medium">
          <span className="min-w-0 truncate" title={login.userAgent}>
            {name}
          </span>
          {login.current && <Badge variant="info">{t("thisOne")}</Badge>}
        </span>
        <span className="text-muted-foreground flex flex-wrap gap-x-2 text-xs">
          <span>{login.address}</span>
          <span>{t("since", { time: format.dateTime(login.createdAt) })}</span>
          <Age at={login.lastSeenAt} staleAfterMs={null} className="text-xs" />
        </span>
      </div>
      {!login.current && (
        <Button
          variant="outline"
          size="sm"
          disabled={isPending}
          onClick={() => mutate()}
          aria-label={t("endLabel", { address: login.address })}
        >
          {t("end")}
        </Button>
      )}
    </li>
  );
}
