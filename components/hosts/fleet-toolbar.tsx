"use client";

import { ListFilter, Plus, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { PermissionTip } from "@/components/access/permission-tip";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSub,
  DropdownMenuSubContent,
  DropdownMenuSubTrigger,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Input } from "@/components/ui/input";
import { PowerState } from "@/lib/contracts/host";
import { severities } from "@/lib/contracts/severity";
import { contactStates, type FleetFilter } from "./fleet-filter";
import type { Fleet } from "./use-fleet";

/** Search, filters and the way to add a host. */
export function FleetToolbar({
  fleet,
  tags,
  onSearchDown,
}: {
  fleet: Fleet;
  tags: readonly string[];
  /** The down arrow in the search field: go to the first row. */
  onSearchDown: () => void;
}) {
  const t = useTranslations("hosts");
  const { filter, filtersSet, patch, clearFilters } = fleet;
  return (
    <div className="flex flex-1 items-center gap-2">
      <FleetSearch value={filter.search} onChange={(q) => patch({ q })} onDown={onSearchDown} />
      <FilterMenu filter={filter} filtersSet={filtersSet} tags={tags} patch={patch} />
      {(filtersSet > 0 || filter.search !== "") && (
        <Button variant="ghost" onClick={clearFilters} className="text-muted-foreground max-md:hidden">
          <X aria-hidden /> {t("filter.clear")}
        </Button>
      )}
      <div className="ml-auto">
        <PermissionTip permission="host.write">
          {(disabled) => (
            <Button disabled={disabled} onClick={() => patch({ add: "1" })} aria-keyshortcuts="n">
              <Plus aria-hidden />
              <span className="max-md:sr-only">{t("add")}</span>
            </Button>
          )}
        </PermissionTip>
      </div>
    </div>
  );
}

function FleetSearch({
  value,
  onChange,
  onDown,
}: {
  value: string;
  onChange: (value: string) => void;
  onDown: () => void;
}) {
  const t = useTranslations("hosts");
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  useEffect(() => {
    if (document.activeElement !== input.current) setText(value);
  }, [value]);
  return (
    <div className="relative w-full max-w-96 min-w-0">
      <Search
        aria-hidden
        className="text-muted-foreground pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2"
      />
      <Input
        ref={input}
        type="search"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onChange(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" || event.key === "Enter") {
            event.preventDefault();
            onDown();
          } else if (event.key === "Escape") {
            setText("");
            onChange("");
            input.current?.blur();
          }
        }}
        placeholder={t("searchPlaceholder")}
        aria-label={t("searchLabel")}
        aria-keyshortcuts="/"
        className="pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
      <kbd aria-hidden className="absolute top-1/2 right-2 -translate-y-1/2 pointer-coarse:hidden">
        /
      </kbd>
    </div>
  );
}

function FilterMenu({
  filter,
  filtersSet,
  tags,
  patch,
}: {
  filter: FleetFilter;
  filtersSet: number;
  tags: readonly string[];
  patch: Fleet["patch"];
}) {
  const t = useTranslations("hosts");
  const common = useTranslations("common");
  const toggleTag = (tag: string) =>
    patch({ tag: filter.tags.includes(tag) ? filter.tags.filter((t) => t !== tag) : [...filter.tags, tag] });
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline">
          <ListFilter aria-hidden />
          <span className="max-md:sr-only">
            {filtersSet > 0 ? t("filter.count", { count: filtersSet }) : t("filter.label")}
          </span>
          {filtersSet > 0 && <span className="md:hidden">{filtersSet}</span>}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <OneOf
          label={t("filter.power")}
          value={filter.power}
          options={PowerState.options.map((state) => ({ value: state, text: common(`power.${state}`) }))}
          onChange={(power) => patch({ power })}
        />
        <OneOf
          label={t("filter.health")}
          value={filter.health}
          options={severities.map((severity) => ({ value: severity, text: common(`severity.${severity}`) }))}
          onChange={(health) => patch({ health })}
        />
        <OneOf
          label={t("filter.contact")}
          value={filter.contact}
          options={contactStates.map((state) => ({ value: state, text: t(`contact.${state}`) }))}
          onChange={(contact) => patch({ contact })}
        />
        <DropdownMenuSub>
          <DropdownMenuSubTrigger>{t("filter.tag")}</DropdownMenuSubTrigger>
          <DropdownMenuSubContent className="max-h-80">
            {tags.length === 0 && <DropdownMenuLabel>{t("filter.noTags")}</DropdownMenuLabel>}
            {tags.map((tag) => (
              <DropdownMenuCheckboxItem
                key={tag}
                checked={filter.tags.includes(tag)}
                onSelect={(event) => {
                  event.preventDefault();
                  toggleTag(tag);
                }}
              >
                {tag}
              </DropdownMenuCheckboxItem>
            ))}
          </DropdownMenuSubContent>
        </DropdownMenuSub>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

const ANY = "any";

function OneOf({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string | null;
  options: readonly { value: string; text: string }[];
  onChange: (value: string | null) => void;
}) {
  const t = useTranslations("hosts.filter");
  const chosen = options.find((option) => option.value === value);
  return (
    <DropdownMenuSub>
      <DropdownMenuSubTrigger>
        {label}
        {chosen && <span className="text-primary ml-auto pl-4 text-xs">{chosen.text}</span>}
      </DropdownMenuSubTrigger>
      <DropdownMenuSubContent>
        <DropdownMenuRadioGroup
          value={value ?? ANY}
          onValueChange={(next) => onChange(next === ANY ? null : next)}
        >
          <DropdownMenuRadioItem value={ANY}>{t("any")}</DropdownMenuRadioItem>
          {options.map((option) => (
            <DropdownMenuRadioItem key={option.value} value={option.value}>
              {option.text}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuSubContent>
    </DropdownMenuSub>
  );
}
