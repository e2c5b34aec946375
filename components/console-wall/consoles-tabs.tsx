"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMe } from "@/components/access/use-me";
import { tabClass } from "@/components/ui/tabs";
import type { Permission } from "@/lib/permissions";

const tabs = [
  { name: "wall", path: "/consoles", permission: "console.read" },
  { name: "search", path: "/consoles/search", permission: "console.search" },
  { name: "recording", path: "/consoles/recording", permission: "console.manage" },
  { name: "rules", path: "/consoles/rules", permission: "console.manage" },
] as const satisfies { name: string; path: string; permission: Permission }[];

/** What concerns the consoles of all hosts: look, search, say what is kept and looked for. */
export function ConsolesTabs() {
  const t = useTranslations("consoles");
  const pathname = usePathname();
  const allowed = useMe().data?.permissions ?? [];
  return (
    <div className="mb-3 grid gap-2">
      <h1 className="text-lg font-semibold">{t("title")}</h1>
      <nav aria-label={t("title")} className="flex items-center gap-1 overflow-x-auto border-b">
        {tabs
          .filter(({ permission }) => allowed.includes(permission))
          .map(({ name, path }) => (
            <Link
              key={name}
              href={path}
              className={tabClass}
              data-state={pathname === path ? "active" : "inactive"}
              aria-current={pathname === path ? "page" : undefined}
            >
              {t(`tabs.${name}`)}
            </Link>
          ))}
      </nav>
    </div>
  );
}
