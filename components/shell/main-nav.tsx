"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMe } from "@/components/access/use-me";
import { cn } from "@/lib/cn";
import { consolePages } from "./pages";

/** Links to the pages this person may open; the account is in the person's menu. */
export function MainNav({ className }: { className?: string }) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  const allowed = useMe().data?.permissions ?? [];
  const isHere = (href: string) =>
    href === "/" ? pathname === "/" || pathname.startsWith("/hosts") : pathname.startsWith(href);
  return (
    <nav aria-label={t("nav")} className={cn("flex min-w-0 items-center gap-0.5 overflow-x-auto", className)}>
      {consolePages
        .filter((page) => page.label !== "account" && allowed.includes(page.permission))
        .map(({ href, label, icon: Icon }) => (
          <Link
            key={href}
            href={href}
            aria-current={isHere(href) ? "page" : undefined}
            className="text-muted-foreground hover:bg-accent hover:text-foreground aria-[current=page]:bg-accent aria-[current=page]:text-foreground inline-flex h-7 items-center gap-1.5 rounded-sm px-2 text-sm max-sm:px-1.5 font-medium transition-colors pointer-coarse:h-9"
          >
            <Icon aria-hidden className="size-4 max-md:hidden" />
            {t(label)}
          </Link>
        ))}
    </nav>
  );
}
