"use client";

import { SquareTerminal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMe } from "@/components/access/use-me";
import { useHosts } from "@/components/hosts/use-hosts";
import { PowerStateBadge } from "@/components/status/power-state";
import { SeverityIcon } from "@/components/status/severity";
import {
  CommandDialog,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from "@/components/ui/command";
import type { HostSummary } from "@/lib/contracts/host";
import { type PaletteEntry, usePaletteEntries } from "./palette-entries";
import { bestMatches } from "./palette-match";
import { useGo } from "./use-go";

const HOSTS_SHOWN = 12;
const CONSOLES_SHOWN = 3;
const groups = ["pages", "actions", "preferences"] as const;

const hostText = {
  name: (host: HostSummary) => host.name,
  rest: (host: HostSummary) =>
    [host.address, host.model, host.serial, ...host.tags].filter(Boolean).join(" "),
};
const entryText = { name: (entry: PaletteEntry) => entry.label };

interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onShortcuts: () => void;
}

/** ⌘K: jump to a host, its console or a page, or do what is not about one host. */
export function CommandPalette(props: CommandPaletteProps) {
  const t = useTranslations("shell.palette");
  return (
    <CommandDialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={t("title")}
      description={t("description")}
      shouldFilter={false}
    >
      <PaletteContent {...props} />
    </CommandDialog>
  );
}

function PaletteContent({ onOpenChange, onShortcuts }: CommandPaletteProps) {
  const t = useTranslations("shell.palette");
  const [query, setQuery] = useState("");
  const canWatch = useMe().data?.permissions.includes("console.read") ?? false;
  const go = useGo();
  const entries = bestMatches(usePaletteEntries(go, onShortcuts), entryText, query, 30);
  const hosts = bestMatches(useHosts().data?.hosts ?? [], hostText, query, HOSTS_SHOWN);
  const consoles = query.trim() === "" || !canWatch ? [] : hosts.slice(0, CONSOLES_SHOWN);
  const run = (what: () => void) => () => {
    onOpenChange(false);
    what();
  };
  return (
    <>
      <CommandInput placeholder={t("placeholder")} value={query} onValueChange={setQuery} />
      <CommandList label={t("found")}>
        <CommandEmpty>{t("empty")}</CommandEmpty>
        {hosts.length > 0 && (
          <CommandGroup heading={t("hosts")}>
            {hosts.map((host) => (
              <CommandItem key={host.id} value={host.id} onSelect={run(() => go(`/hosts/${host.id}`))}>
                <SeverityIcon severity={host.health.severity} labelled />
                <span className="truncate font-medium">{host.name}</span>
                <span className="text-muted-foreground truncate text-xs">{host.address}</span>
                <PowerStateBadge state={host.power.state} className="ml-auto" />
              </CommandItem>
            ))}
            {consoles.map((host) => (
              <CommandItem
                key={host.id}
                value={`${host.id}-console`}
                onSelect={run(() => go(`/hosts/${host.id}/console`))}
              >
                <SquareTerminal />
                <span className="truncate">{t("consoleOf", { name: host.name })}</span>
              </CommandItem>
            ))}
          </CommandGroup>
        )}
        {groups.map((group) => {
          const found = entries.filter((entry) => entry.group === group);
          if (found.length === 0) return null;
          return (
            <CommandGroup key={group} heading={t(group)}>
              {found.map(({ id, label, icon: Icon, run: what }) => (
                <CommandItem key={id} value={id} onSelect={run(what)}>
                  <Icon />
                  {label}
                </CommandItem>
              ))}
            </CommandGroup>
          );
        })}
      </CommandList>
    </>
  );
}
