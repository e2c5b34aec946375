"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import type { SearchMatch } from "@/lib/contracts/recording";
import { useFormat } from "@/lib/format/use-format";
import type { Range } from "./find-in-lines";
import { Highlighted } from "./highlighted";

/** One match with the lines around it; opens the history of its host there. */
export const MatchItem = memo(function MatchItem({
  match,
  ranges,
}: {
  match: SearchMatch;
  ranges: readonly Range[];
}) {
  const t = useTranslations("console-search");
  const format = useFormat();
  const href = `/hosts/${encodeURIComponent(match.hostId)}/console?at=${match.offset}`;
  return (
    <li className="bg-card hover:border-ring relative min-w-0 rounded-lg border">
      <p className="flex flex-wrap items-baseline gap-x-3 border-b px-3 py-1.5 text-sm">
        <Link
          href={href}
          aria-label={t("open", { host: match.hostName })}
          className="font-medium after:absolute after:inset-0 hover:underline"
        >
          {match.hostName}
        </Link>
        <time dateTime={match.at} className="text-muted-foreground text-xs">
          {format.dateTime(match.at)}
        </time>
      </p>
      <pre className="wrap-anywhere px-3 whitespace-pre-wrap py-1.5 text-xs leading-5">
        <Context lines={match.before} />
        <span className="bg-warning/10 block">
          <Highlighted line={match.line} ranges={ranges} />
          {"\n"}
        </span>
        <Context lines={match.after} />
      </pre>
    </li>
  );
});

function Context({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return <span className="text-muted-foreground block">{`${lines.join("\n")}\n`}</span>;
}
