"use client";

import { ShieldX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/status/empty-state";
import type { Permission } from "@/lib/permissions";
import { usePermission } from "./use-me";

/** In the place of a page that this person's role does not open: which role would. */
export function RequirePermission({ permission, children }: { permission: Permission; children: ReactNode }) {
  const t = useTranslations("problems.problem");
  const common = useTranslations("common");
  const { allowed, role } = usePermission(permission);
  if (allowed) return children;
  return (
    <EmptyState
      icon={ShieldX}
      title={t("forbidden")}
      text={common("needsRole", { role: common(`role.${role}`) })}
    />
  );
}
