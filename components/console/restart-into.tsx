"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { usePermission } from "@/components/access/use-me";
import { useBoot } from "@/components/boot/use-boot";
import { showActionToast } from "@/components/power/action-toast";
import { PowerDialog } from "@/components/power/power-dialog";
import {
  DropdownMenuItem,
  DropdownMenuSub,
  DropdownMenuSubContent,
  DropdownMenuSubTrigger,
} from "@/components/ui/dropdown-menu";
import type { HostSummary } from "@/lib/contracts/host";

export type BootTarget = "bios" | "pxe";

/** For the menu: where the host is to start next. */
export function RestartIntoItems({ onChoose }: { onChoose: (target: BootTarget) => void }) {
  const t = useTranslations("console");
  const boot = usePermission("boot.control").allowed;
  const power = usePermission("power.control").allowed;
  if (!boot || !power) return null;
  return (
    <DropdownMenuSub>
      <DropdownMenuSubTrigger>{t("restartInto")}</DropdownMenuSubTrigger>
      <DropdownMenuSubContent className="max-w-64">
        <DropdownMenuItem onSelect={() => onChoose("bios")}>{t("restartBios")}</DropdownMenuItem>
        <DropdownMenuItem onSelect={() => onChoose("pxe")}>{t("restartPxe")}</DropdownMenuItem>
        <p className="text-muted-foreground px-2 py-1.5 text-xs">{t("restartHint")}</p>
      </DropdownMenuSubContent>
    </DropdownMenuSub>
  );
}

/** Sets the boot device for the next start, then asks how to restart: nothing restarts by itself. */
export function RestartInto({
  host,
  target,
  onClose,
}: {
  host: HostSummary;
  target: BootTarget;
  onClose: () => void;
}) {
  const { set, action } = useBoot(host.id);
  const [asked, setAsked] = useState(false);
  const { mutate } = set;
  useEffect(() => mutate({ device: target, persistent: false, firmware: "uefi" }), [mutate, target]);
  const id = action?.id ?? null;
  useEffect(() => {
    if (id) showActionToast(id);
  }, [id]);
  const isSet = action?.finished === true && action.status !== "refused" && action.status !== "unknown";
  useEffect(() => {
    if (isSet) setAsked(true);
    else if (action?.finished || set.isError) onClose();
  }, [isSet, action?.finished, set.isError, onClose]);
  if (!asked) return null;
  const command = host.power.state === "off" ? "on" : "cycle";
  return (
    <PowerDialog
      host={host}
      command={command}
      onClose={(running) => {
        if (running) showActionToast(running);
        onClose();
      }}
    />
  );
}
