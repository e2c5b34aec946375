"use client";

import { useTranslations } from "next-intl";
import type { ReactElement } from "react";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";
import type { Permission } from "@/lib/permissions";
import { usePermission } from "./use-me";

/**
 * Renders a control with `disabled` set when the person lacks the permission, and says on hover which role it needs.
 * `<PermissionTip permission="power.control">{(disabled) => <Button disabled={disabled}>…</Button>}</PermissionTip>`
 */
export function PermissionTip({
  permission,
  children,
}: {
  permission: Permission;
  children: (disabled: boolean) => ReactElement;
}) {
  const t = useTranslations("common");
  const { allowed, role } = usePermission(permission);
  if (allowed) return children(false);
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        {/* A disabled button takes no pointer events: this stands in for it. */}
        <span className="inline-flex cursor-not-allowed">{children(true)}</span>
      </TooltipTrigger>
      <TooltipContent>{t("needsRole", { role: t(`role.${role}`) })}</TooltipContent>
    </Tooltip>
  );
}
