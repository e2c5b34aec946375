"use client";

import { Copy, EllipsisVertical, ExternalLink, Pencil, SquareTerminal, Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { usePermission } from "@/components/access/use-me";
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

/** Everything about a host that is not power. */
export function HostRowMenu({
  host,
  onEdit,
  onRemove,
}: {
  host: HostSummary;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const t = useTranslations("hosts");
  const common = useTranslations("common");
  const write = usePermission("host.write");
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={t("rowMenu", { name: host.name })}>
          <EllipsisVertical aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-48">
        <DropdownMenuItem asChild>
          <Link href={`/hosts/${host.id}`}>
            <ExternalLink aria-hidden /> {t("open")}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href={`/hosts/${host.id}/console`}>
            <SquareTerminal aria-hidden /> {t("openConsole")}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void navigator.clipboard?.writeText(host.address)}>
          <Copy aria-hidden /> {t("copyAddress")}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem disabled={!write.allowed} onSelect={onEdit}>
          <Pencil aria-hidden /> {t("edit")}
        </DropdownMenuItem>
        <DropdownMenuItem disabled={!write.allowed} variant="destructive" onSelect={onRemove}>
          <Trash2 aria-hidden /> {t("remove")}
        </DropdownMenuItem>
        {!write.allowed && (
          <DropdownMenuLabel className="font-normal">
            {common("needsRole", { role: common(`role.${write.role}`) })}
          </DropdownMenuLabel>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
