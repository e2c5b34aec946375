"use client";

import { ChevronDown, Power, PowerOff, RefreshCw, RotateCcw, ServerCog, Unplug, Zap } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useMe } from "@/components/access/use-me";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { HostSummary } from "@/lib/contracts/host";
import { showActionToast } from "./action-toast";
import { PowerDialog } from "./power-dialog";
import { isDestructive, offeredVerbs, type PowerCommand, refusalOf } from "./verb-rules";

const icons = {
  on: Power,
  "soft-off": PowerOff,
  off: Unplug,
  cycle: RefreshCw,
  reset: RotateCcw,
  nmi: Zap,
  "bmc-reset": ServerCog,
} as const satisfies Record<PowerCommand, typeof Power>;

/**
 * Everything that can be done to a host's power. `compact` is an icon for rows and tool bars; an action whose dialog is closed
 * early then stays in sight as a toast, where the host page shows it in its header.
 */
export function PowerMenu({ host, compact = false }: { host: HostSummary; compact?: boolean }) {
  const t = useTranslations("power");
  const [command, setCommand] = useState<PowerCommand | null>(null);
  const { data: me } = useMe();
  if (!me?.permissions.includes("power.control")) return null;
  const item = (each: PowerCommand) => (
    <PowerMenuItem
      key={each}
      command={each}
      host={host}
      permissions={me.permissions}
      onSelect={() => setCommand(each)}
    />
  );
  return (
    <>
      <DropdownMenu modal={false}>
        <DropdownMenuTrigger asChild>
          <Button
            variant={compact ? "ghost" : "outline"}
            size={compact ? "icon-sm" : "default"}
            aria-label={t("menuFor", { host: host.name })}
          >
            <Power aria-hidden />
            {!compact && (
              <>
                {t("menu")}
                <ChevronDown aria-hidden className="opacity-60" />
              </>
            )}
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" className="w-72">
          {offeredVerbs.slice(0, 2).map(item)}
          <DropdownMenuSeparator />
          {offeredVerbs.slice(2).map(item)}
          {me.permissions.includes("bmc.reset") && (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuLabel>{t("bmcSection")}</DropdownMenuLabel>
              {item("bmc-reset")}
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {command && (
        <PowerDialog
          host={host}
          command={command}
          onClose={(running) => {
            setCommand(null);
            if (running && compact) showActionToast(running);
          }}
        />
      )}
    </>
  );
}

function PowerMenuItem({
  command,
  host,
  permissions,
  onSelect,
}: {
  command: PowerCommand;
  host: HostSummary;
  permissions: readonly string[];
  onSelect: () => void;
}) {
  const t = useTranslations("power");
  const refusal = refusalOf(command, host, (permission) => permissions.includes(permission));
  const Icon = icons[command];
  const id = useId();
  const grave = isDestructive(command) && command !== "soft-off" && command !== "bmc-reset";
  return (
    <DropdownMenuItem
      disabled={refusal !== null}
      variant={grave ? "destructive" : "default"}
      onSelect={onSelect}
      className="items-start"
      aria-labelledby={`${id}-verb`}
      aria-describedby={`${id}-hint`}
    >
      <Icon aria-hidden className="mt-0.5" />
      <span className="grid">
        <span id={`${id}-verb`}>{t(`verb.${command}`)}</span>
        <span id={`${id}-hint`} className="text-muted-foreground text-xs">
          {refusal ? t(`why.${refusal}`) : t(`hint.${command}`)}
        </span>
      </span>
    </DropdownMenuItem>
  );
}
