"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorState } from "@/components/status/error-state";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { api } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";
import { AddUserSheet } from "./add-user-sheet";
import { useMe } from "./use-me";
import { UserDialogs, type UserQuestion } from "./user-dialogs";
import { UserRow } from "./user-row";

/** Who may log in, and as what. */
export function UsersPage() {
  const t = useTranslations("access.users");
  const [adding, setAdding] = useState(false);
  const [question, setQuestion] = useState<UserQuestion | null>(null);
  const me = useMe().data?.user;
  const { data, error, refetch } = useQuery({ queryKey: queryKeys.users, queryFn: () => api.users() });
  return (
    <div className="mx-auto w-full max-w-5xl px-4 py-6">
      <div className="mb-4 flex items-baseline gap-3">
        <h1 className="text-lg font-semibold tracking-tight">{t("title")}</h1>
        {data && <span className="text-muted-foreground">{t("count", { count: data.users.length })}</span>}
        <Button className="ml-auto" onClick={() => setAdding(true)}>
          <Plus aria-hidden /> {t("add")}
        </Button>
      </div>
      {!data && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-40" />}
      {data && (
        <div className="bg-card rounded-lg border">
          <Table>
            <TableHeader>
              <TableRow>
                <TableHead>{t("column.name")}</TableHead>
                <TableHead>{t("column.role")}</TableHead>
                <TableHead className="max-sm:hidden">{t("column.state")}</TableHead>
                <TableHead className="max-md:hidden">{t("column.lastLogin")}</TableHead>
                <TableHead>
                  <span className="sr-only">{t("column.actions")}</span>
                </TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {data.users.map((user) => (
                <UserRow key={user.id} user={user} isMe={user.id === me?.id} onQuestion={setQuestion} />
              ))}
            </TableBody>
          </Table>
        </div>
      )}
      <AddUserSheet open={adding} onClose={() => setAdding(false)} />
      <UserDialogs question={question} onClose={() => setQuestion(null)} />
    </div>
  );
}
