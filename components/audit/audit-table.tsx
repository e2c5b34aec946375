"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { AuditEntry } from "@/lib/contracts/audit";
import { useFormat } from "@/lib/format/use-format";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";
import { AuditOutcomeBadge } from "./audit-outcome";
import { useAuditActionName } from "./use-audit-action-name";

/** Audit entries, newest first. On a phone each is two lines. `withHost` is false where all are of one host. */
export function AuditTable({
  entries,
  withHost = true,
}: {
  entries: readonly AuditEntry[];
  withHost?: boolean;
}) {
  const t = useTranslations("audit");
  return (
    <Table>
      <TableHeader className="max-md:sr-only">
        <TableRow>
          <TableHead>{t("column.time")}</TableHead>
          <TableHead>{t("column.action")}</TableHead>
          {withHost && <TableHead>{t("column.host")}</TableHead>}
          <TableHead>{t("column.outcome")}</TableHead>
          <TableHead>{t("column.actor")}</TableHead>
          <TableHead className="max-lg:hidden">{t("column.from")}</TableHead>
          <TableHead>{t("column.detail")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {entries.map((entry) => (
          <AuditRow key={entry.id} entry={entry} withHost={withHost} />
        ))}
      </TableBody>
    </Table>
  );
}

function AuditRow({ entry, withHost }: { entry: AuditEntry; withHost: boolean }) {
  const t = useTranslations("audit");
  const phrase = usePhrase();
  const format = useFormat();
  const actionName = useAuditActionName();
  return (
    <TableRow className="max-md:grid max-md:grid-cols-[auto_1fr_auto] max-md:items-center max-md:gap-x-3 max-md:gap-y-1 max-md:px-3 max-md:py-2 max-md:*:p-0">
      <TableCell className="text-muted-foreground whitespace-nowrap max-md:order-3 max-md:text-xs">
        <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>
      </TableCell>
      <TableCell className="font-medium whitespace-nowrap max-md:order-1" title={entry.action}>
        {actionName(entry.action)}
      </TableCell>
      {withHost && (
        <TableCell className="max-w-48 truncate max-md:order-2">
          {entry.hostId !== null && entry.hostName !== null ? (
            <Link href={`/hosts/${entry.hostId}`} className="hover:underline hover:underline-offset-2">
              {entry.hostName}
            </Link>
          ) : (
            entry.hostName
          )}
        </TableCell>
      )}
      <TableCell className="max-md:order-2 max-md:col-start-3">
        <AuditOutcomeBadge outcome={entry.outcome} />
      </TableCell>
      <TableCell
        className="max-w-56 truncate max-md:order-4 max-md:col-span-2 max-md:text-xs"
        title={entry.actor}
      >
        {entry.actor === "system" ? (
          <span className="text-muted-foreground">{t("system")}</span>
        ) : (
          entry.actor
        )}
      </TableCell>
      <TableCell className="text-muted-foreground whitespace-nowrap max-lg:hidden">{entry.from}</TableCell>
      <TableCell className="text-muted-foreground w-full text-xs break-words max-md:order-5 max-md:col-span-3 max-md:empty:hidden">
        {phrase(entry.detail)}
      </TableCell>
    </TableRow>
  );
}
