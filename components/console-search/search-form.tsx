"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { fromLocalInput, toLocalInput } from "@/components/console-history/local-time";
import { Field } from "@/components/form/field";
import type { FieldProblems } from "@/components/form/field-errors";
import { useHosts } from "@/components/hosts/use-hosts";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import { ChoiceMenu } from "./choice-menu";
import { inOneLine } from "./pattern-problem";
import { FIRST_LIMIT, type SearchFilter } from "./search-filter";

interface Props {
  initial: SearchFilter;
  running: boolean;
  problems: FieldProblems;
  onSearch: (filter: SearchFilter) => void;
  onCancel: () => void;
}

/** What to look for, where and when. */
export function SearchForm({ initial, running, problems, onSearch, onCancel }: Props) {
  const t = useTranslations("console-search");
  const [filter, setFilter] = useState(initial);
  const change = (part: Partial<SearchFilter>) => setFilter((held) => ({ ...held, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (filter.pattern !== "") onSearch({ ...filter, limit: FIRST_LIMIT });
  };
  return (
    <search aria-label={t("label")}>
      <form noValidate onSubmit={submit} className="grid gap-3">
        <div className="flex flex-wrap items-start gap-2">
          <Field
            label={t("pattern")}
            problem={problems.pattern && inOneLine(problems.pattern)}
            hint={t(problems.pattern && filter.regex ? "patternRemedy" : "patternHint")}
            className="min-w-0 flex-1 basis-72"
          >
            {(control) => (
              <Input
                {...control}
                type="search"
                autoFocus
                maxLength={500}
                spellCheck={false}
                autoCapitalize="off"
                autoComplete="off"
                value={filter.pattern}
                onChange={(event) => change({ pattern: event.target.value })}
                className="font-mono"
              />
            )}
          </Field>
          {running ? (
            <Button variant="outline" className="mt-5" onClick={onCancel}>
              <X aria-hidden />
              {t("stop")}
            </Button>
          ) : (
            <Button type="submit" className="mt-5" disabled={filter.pattern === ""}>
              <Search aria-hidden />
              {t("search")}
            </Button>
          )}
        </div>
        <Where filter={filter} onChange={change} />
      </form>
    </search>
  );
}

function Where({
  filter,
  onChange,
}: {
  filter: SearchFilter;
  onChange: (part: Partial<SearchFilter>) => void;
}) {
  const t = useTranslations("console-search");
  const hosts = useHosts().data?.hosts ?? [];
  const tags = [...new Set(hosts.flatMap((host) => host.tags))].sort();
  const byName = [...hosts].sort((a, b) => a.name.localeCompare(b.name));
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
      <Label className="h-8">
        <Switch checked={filter.regex} onCheckedChange={(regex) => onChange({ regex })} />
        {t("regex")}
      </Label>
      <Label className="h-8">
        <Switch
          checked={filter.caseSensitive}
          onCheckedChange={(caseSensitive) => onChange({ caseSensitive })}
        />
        {t("caseSensitive")}
      </Label>
      <ChoiceMenu
        label={filter.hosts.length === 0 ? t("allHosts") : t("hostsChosen", { count: filter.hosts.length })}
        name={t("hosts")}
        choices={byName.map(({ id, name }) => ({ value: id, name }))}
        chosen={filter.hosts}
        onChoose={(chosen) => onChange({ hosts: chosen })}
      />
      {tags.length > 0 && (
        <ChoiceMenu
          label={filter.tags.length === 0 ? t("anyTag") : filter.tags.join(", ")}
          name={t("tags")}
          choices={tags.map((tag) => ({ value: tag, name: tag }))}
          chosen={filter.tags}
          onChoose={(chosen) => onChange({ tags: chosen })}
        />
      )}
      <Moment label={t("from")} value={filter.from} onChange={(from) => onChange({ from })} />
      <Moment label={t("until")} value={filter.until} onChange={(until) => onChange({ until })} />
    </div>
  );
}

function Moment(props: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <Label className="h-8 max-w-full max-sm:w-full max-sm:h-10">
      <span className="text-muted-foreground text-xs font-normal max-sm:w-12">{props.label}</span>
      <Input
        type="datetime-local"
        step={1}
        value={toLocalInput(Date.parse(props.value))}
        onChange={(event) => props.onChange(fromLocalInput(event.target.value) ?? "")}
        className="w-52 min-w-0 max-sm:flex-1"
      />
    </Label>
  );
}
