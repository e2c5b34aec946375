"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type MouseEvent, useLayoutEffect, useRef, useState } from "react";
import { useHotkeys } from "@/components/shell/hotkeys";
import { useNarrow } from "@/components/status/use-narrow";
import { cn } from "@/lib/cn";
import type { HostSummary } from "@/lib/contracts/host";
import { type FleetColumn, fleetColumns, narrowColumns, type RowActions } from "./fleet-columns";
import type { FleetFilter, SortKey } from "./fleet-filter";
import type { RowCursor } from "./use-row-cursor";

const ROW_HEIGHT = 46;
const OVERSCAN = 12;
/** What covers the top of the page: the header and the table's own. */
const STICKY_HEIGHT = 80;

interface FleetTableProps {
  hosts: readonly HostSummary[];
  sort: FleetFilter["sort"];
  onSort: (sort: string) => void;
  cursor: RowCursor;
  actions: RowActions;
}

/** All hosts as one table of which only the rows in sight exist. Header and rows share their columns' widths. */
export function FleetTable({ hosts, sort, onSort, cursor, actions }: FleetTableProps) {
  const t = useTranslations("hosts");
  const router = useRouter();
  const narrow = useNarrow();
  const columns = narrow ? fleetColumns.filter((column) => narrowColumns.has(column.id)) : fleetColumns;
  const body = useRef<HTMLTableSectionElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    if (body.current) setScrollMargin(Math.round(body.current.getBoundingClientRect().top + scrollY));
  });
  const virtualizer = useWindowVirtualizer({
    count: hosts.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin,
    scrollPaddingStart: STICKY_HEIGHT,
    getItemKey: (index) => hosts[index]?.id ?? index,
  });
  const rows = virtualizer.getVirtualItems();
  const above = (rows[0]?.start ?? scrollMargin) - scrollMargin;
  const below = virtualizer.getTotalSize() - above - rows.reduce((sum, row) => sum + row.size, 0);
  const open = (host: HostSummary, rest = "") => router.push(`/hosts/${host.id}${rest}`);

  const move = (by: number) => {
    const index = cursor.move(by);
    if (index !== null) virtualizer.scrollToIndex(index);
  };
  const onCursor = (what: (host: HostSummary) => void) => (event: KeyboardEvent) => {
    const onRow = event.target === document.body || cursor.isRow(event.target);
    if (cursor.host && onRow) what(cursor.host);
  };
  useHotkeys({
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    c: onCursor((host) => open(host, "/console")),
  });

  return (
    <table aria-rowcount={hosts.length + 1} className="w-full table-fixed border-collapse max-md:block">
      <thead className="bg-background sticky top-12 z-10 max-md:sr-only">
        <tr className="shadow-[inset_0_-1px_0_var(--border)]">
          {columns.map((column) => (
            <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody ref={body} className="max-md:block">
        {above > 0 && <Spacer height={above} columns={columns.length} />}
        {rows.map(({ index }) => {
          const host = hosts[index];
          if (!host) return null;
          return (
            <tr
              key={host.id}
              ref={(row) => {
                virtualizer.measureElement(row);
                cursor.attach(host.id, row);
              }}
              data-index={index}
              data-host={host.id}
              aria-rowindex={index + 2}
              tabIndex={cursor.isTabStop(host.id) ? 0 : -1}
              onFocus={() => cursor.set(host.id)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && event.target === event.currentTarget) open(host);
              }}
              onClick={(event) => {
                if (opensHost(event)) open(host);
              }}
              className="hover:bg-accent/50 focus-visible:bg-accent border-b focus-visible:-outline-offset-2 max-md:flex"
            >
              {columns.map((column) => (
                <td
                  key={column.id}
                  className={cn(
                    "overflow-hidden px-2 py-2 align-top first:pl-4 last:pr-3 md:h-11.5 md:py-1 md:align-middle",
                    column.id === "name" && "max-md:pl-4",
                    column.className,
                  )}
                >
                  {column.cell(host, actions)}
                </td>
              ))}
            </tr>
          );
        })}
        {below > 0 && <Spacer height={below} columns={columns.length} />}
      </tbody>
      <caption className="sr-only">{t("title")}</caption>
    </table>
  );
}

/** A click on the row itself, not on something in it and not the end of selecting text. */
function opensHost(event: MouseEvent<HTMLTableRowElement>): boolean {
  const { target } = event;
  if (!(target instanceof Element) || !event.currentTarget.contains(target)) return false;
  return !target.closest("a, button, [role=menuitem]") && (getSelection()?.isCollapsed ?? true);
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden className="max-md:block">
      <td colSpan={columns} className="max-md:block" style={{ height, padding: 0 }} />
    </tr>
  );
}

function HeaderCell({
  column,
  sort,
  onSort,
}: {
  column: FleetColumn;
  sort: FleetFilter["sort"];
  onSort: (sort: string) => void;
}) {
  const t = useTranslations("hosts");
  const label = t(`column.${column.id}`);
  const sorted = column.id === sort.key;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  const className = cn(
    "text-muted-foreground h-8 px-2 text-left text-xs font-medium first:pl-4 last:pr-3",
    column.className,
  );
  if (!column.sortable) {
    return (
      <th scope="col" className={className}>
        <span className={column.id === "actions" ? "sr-only" : undefined}>{label}</span>
      </th>
    );
  }
  const key = column.id as SortKey;
  return (
    <th
      scope="col"
      aria-sort={sorted ? (sort.descending ? "descending" : "ascending") : undefined}
      className={className}
    >
      <button
        type="button"
        onClick={() => onSort(sorted && !sort.descending ? `-${key}` : key)}
        title={t("sortBy", { column: label })}
        className={cn(
          "hover:text-foreground inline-flex items-center gap-1 rounded-sm",
          sorted && "text-foreground",
        )}
      >
        {label}
        {sorted && <Arrow aria-hidden className="size-3" />}
      </button>
    </th>
  );
}
