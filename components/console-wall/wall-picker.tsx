"use client";

import { ListChecks, Tag } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { HostSummary } from "@/lib/contracts/host";
import { MOST_TILES, type WallChoice } from "./wall-hosts";

interface Props {
  hosts: readonly HostSummary[];
  choice: WallChoice;
  onChoose: (choice: WallChoice) => void;
}

/** Which consoles are on the wall: by tag, or one by one. */
export function WallPicker({ hosts, choice, onChoose }: Props) {
  const t = useTranslations("consoles");
  const tags = [...new Set(hosts.flatMap((host) => host.tags))].sort();
  const toggle = (id: string, on: boolean) => {
    const rest = choice.tag === null ? choice.hosts.filter((other) => other !== id) : [];
    onChoose({ hosts: on ? [...rest, id] : rest, tag: null });
  };
  return (
    <div className="flex flex-wrap gap-2">
      {tags.length > 0 && (
        <DropdownMenu modal={false}>
          <DropdownMenuTrigger asChild>
            <Button variant="outline">
              <Tag aria-hidden />
              {choice.tag ?? t("byTag")}
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent className="max-h-96">
            <DropdownMenuRadioGroup
              value={choice.tag ?? ""}
              onValueChange={(tag) => onChoose({ hosts: [], tag })}
            >
              {tags.map((tag) => (
                <DropdownMenuRadioItem key={tag} value={tag}>
                  {tag}
                </DropdownMenuRadioItem>
              ))}
            </DropdownMenuRadioGroup>
          </DropdownMenuContent>
        </DropdownMenu>
      )}
      <DropdownMenu modal={false}>
        <DropdownMenuTrigger asChild>
          <Button variant="outline">
            <ListChecks aria-hidden />
            {t("byHost")}
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent className="max-h-96">
          {[...hosts]
            .sort((a, b) => a.name.localeCompare(b.name))
            .map((host) => (
              <DropdownMenuCheckboxItem
                key={host.id}
                checked={choice.tag === null && choice.hosts.includes(host.id)}
                disabled={choice.hosts.length >= MOST_TILES && !choice.hosts.includes(host.id)}
                onSelect={(event) => event.preventDefault()}
                onCheckedChange={(on) => toggle(host.id, on)}
              >
                {host.name}
              </DropdownMenuCheckboxItem>
            ))}
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}
