"use client";

import { Download, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import type { useUrlParams } from "@/components/data-table/url-params";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { api } from "@/lib/api-client";
import { AuditOutcome } from "@/lib/contracts/audit";
import { type AuditFilter, auditParams, auditQuery, isFiltered } from "./audit-filter";

const TYPING_PAUSE_MS = 300;
const ANY = "any";

export function AuditToolbar({
  filter,
  patch,
}: {
  filter: AuditFilter;
  patch: ReturnType<typeof useUrlParams>["patch"];
}) {
  const t = useTranslations("audit");
  return (
    <search className="flex flex-wrap items-center gap-2">
      <div className="relative w-full sm:w-72">
        <Search
          aria-hidden
          className="text-muted-foreground pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2"
        />
        <DelayedInput
          type="search"
          value={filter.search}
          onChange={(q) => patch({ q })}
          label={t("search")}
          placeholder={t("searchPlaceholder")}
          className="pl-8"
        />
      </div>
      <DelayedInput
        value={filter.actor}
        onChange={(actor) => patch({ actor })}
        label={t("actor")}
        placeholder={t("actorPlaceholder")}
        className="w-44 max-sm:min-w-40 max-sm:flex-1"
      />
      <Select
        value={filter.outcome ?? ANY}
        onValueChange={(outcome) => patch({ outcome: outcome === ANY ? null : outcome })}
      >
        <SelectTrigger aria-label={t("outcome")} className="min-w-36">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          <SelectItem value={ANY}>{t("any")}</SelectItem>
          {AuditOutcome.options.map((outcome) => (
            <SelectItem key={outcome} value={outcome}>
              {t(`outcomes.${outcome}`)}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <DayInput label={t("since")} value={filter.since} onChange={(since) => patch({ since })} />
      <DayInput label={t("until")} value={filter.until} onChange={(until) => patch({ until })} />
      {isFiltered(filter) && (
        <Button
          variant="ghost"
          className="text-muted-foreground"
          onClick={() => patch(Object.fromEntries(auditParams.map((name) => [name, null])))}
        >
          <X aria-hidden /> {t("clear")}
        </Button>
      )}
      <ExportMenu filter={filter} />
    </search>
  );
}

function DayInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (day: string) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-center gap-1.5">
      <Label htmlFor={id} className="text-muted-foreground text-xs font-normal">
        {label}
      </Label>
      <Input
        id={id}
        type="date"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="w-36"
      />
    </div>
  );
}

/** Tells what was typed after a pause, so that a word is one question to the engine. */
function DelayedInput({
  value,
  onChange,
  label,
  ...props
}: {
  value: string;
  onChange: (value: string) => void;
  label: string;
  type?: "search";
  placeholder: string;
  className: string;
}) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <Input {...props} aria-label={label} value={text} onChange={(event) => setText(event.target.value)} />
  );
}

function ExportMenu({ filter }: { filter: AuditFilter }) {
  const t = useTranslations("audit");
  const query = auditQuery(filter);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" className="ml-auto">
          <Download aria-hidden /> {t("export")}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel className="font-normal">{t("exportText")}</DropdownMenuLabel>
        {(["csv", "json"] as const).map((format) => (
          <DropdownMenuItem key={format} asChild>
            <a href={api.auditExport(query, format)} download>
              {t(format)}
            </a>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
