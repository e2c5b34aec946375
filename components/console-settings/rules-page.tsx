"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorState } from "@/components/status/error-state";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ConsoleRule } from "@/lib/contracts/recording";
import { RemoveRule } from "./remove-rule";
import { RuleRow } from "./rule-row";
import { RuleSheet } from "./rule-sheet";
import { useRules } from "./use-rules";

/** What is looked for in everything the consoles print. */
export function RulesPage() {
  const t = useTranslations("console-settings.rules");
  const { data, error, refetch } = useRules();
  const [editing, setEditing] = useState<ConsoleRule | "new" | null>(null);
  const [removing, setRemoving] = useState<ConsoleRule | null>(null);
  return (
    <div className="mx-auto grid w-full max-w-5xl gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <p className="text-muted-foreground min-w-0 flex-1 basis-72 text-sm">{t("intro")}</p>
        <Button onClick={() => setEditing("new")}>
          <Plus aria-hidden />
          {t("add")}
        </Button>
      </div>
      {!data && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-64" />}
      {data && data.rules.length === 0 && <p className="text-muted-foreground text-sm">{t("empty")}</p>}
      {data && data.rules.length > 0 && (
        <div className="bg-card rounded-lg border">
          <Table>
            <TableHeader>
              <TableRow>
                <TableHead>{t("column.enabled")}</TableHead>
                <TableHead className="max-sm:hidden">{t("column.severity")}</TableHead>
                <TableHead>{t("column.name")}</TableHead>
                <TableHead className="max-md:hidden">{t("column.pattern")}</TableHead>
                <TableHead>
                  <span className="sr-only">{t("column.actions")}</span>
                </TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {data.rules.map((rule) => (
                <RuleRow
                  key={rule.id}
                  rule={rule}
                  onEdit={() => setEditing(rule)}
                  onRemove={() => setRemoving(rule)}
                />
              ))}
            </TableBody>
          </Table>
        </div>
      )}
      {editing && <RuleSheet rule={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
      {removing && <RemoveRule rule={removing} onClose={() => setRemoving(null)} />}
    </div>
  );
}
