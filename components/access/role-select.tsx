"use client";

import { useTranslations } from "next-intl";
import type { ControlProps } from "@/components/form/field";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Role, roles } from "@/lib/contracts/access";

export function RoleSelect({
  value,
  onChange,
  control,
  label,
  size = "default",
  disabled = false,
}: {
  value: Role;
  onChange: (role: Role) => void;
  control?: ControlProps;
  label?: string;
  size?: "sm" | "default";
  disabled?: boolean;
}) {
  const t = useTranslations("common.role");
  return (
    <Select value={value} onValueChange={(role) => onChange(Role.parse(role))} disabled={disabled}>
      <SelectTrigger {...control} size={size} aria-label={label} className="min-w-32">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {roles.map((role) => (
          <SelectItem key={role} value={role}>
            {t(role)}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
