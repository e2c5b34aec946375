"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useMe } from "@/components/access/use-me";
import { tabClass } from "@/components/ui/tabs";
import type { HostSummary } from "@/lib/contracts/host";
import type { Permission } from "@/lib/permissions";

const tabs = [
  { name: "overview", path: "", permission: "host.read" },
  { name: "sensors", path: "/sensors", permission: "host.read" },
  { name: "events", path: "/events", permission: "host.read" },
  { name: "hardware", path: "/hardware", permission: "host.read" },
  { name: "console", path: "/console", permission: "console.read" },
  { name: "boot", path: "/boot", permission: "host.read" },
  { name: "ipmi", path: "/ipmi", permission: "shell.use" },
  { name: "audit", path: "/audit", permission: "audit.host" },
] as const satisfies { name: string; path: string; permission: Permission }[];

/** The pages of a host. Links, so that each has an address; arrow keys, Home and End move between them. */
export function HostTabs({ host }: { host: HostSummary }) {
  const t = useTranslations("host");
  const pathname = usePathname();
  const { data: me } = useMe();
  const row = useRef<HTMLElement>(null);
  const base = `/hosts/${encodeURIComponent(host.id)}`;
  const offered = tabs.filter(
    ({ permission }) => me?.permissions.includes(permission) ?? permission === "host.read",
  );

  useEffect(() => {
    const active = row.current?.querySelector(`[href="${CSS.escape(pathname)}"]`);
    active?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [pathname]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>("a")];
    const focused = document.activeElement;
    const at = focused instanceof HTMLAnchorElement ? links.indexOf(focused) : -1;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    const link = links[(to + links.length) % links.length];
    if (!link) return;
    event.preventDefault();
    link.focus();
    link.click();
  };

  return (
    <nav
      ref={row}
      aria-label={t("tabsLabel", { host: host.name })}
      onKeyDown={onKeyDown}
      className="flex items-center gap-1 overflow-x-auto border-b"
    >
      {offered.map(({ name, path }) => {
        const active = pathname === `${base}${path}`;
        return (
          <Link
            key={name}
            href={`${base}${path}`}
            className={tabClass}
            data-state={active ? "active" : "inactive"}
            aria-current={active ? "page" : undefined}
          >
            {t(`tabs.${name}`)}
          </Link>
        );
      })}
    </nav>
  );
}
