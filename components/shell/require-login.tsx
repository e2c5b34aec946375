"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { useMe } from "@/components/access/use-me";
import { ApiError } from "@/lib/api-client";
import { Logo } from "./logo";
import { Notice } from "./notice";

/**
 * Shows the console to a person who is logged in and leads anybody else to the login page. A courtesy: every answer of the engine
 * is checked there.
 */
export function RequireLogin({ children }: { children: ReactNode }) {
  const t = useTranslations("shell");
  const me = useMe();
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const gone = me.data?.user === null || (me.error instanceof ApiError && me.error.status === 401);
  const setup = me.data?.setup ?? false;
  useEffect(() => {
    if (!gone || setup) return;
    const here = search ? `${pathname}?${search}` : pathname;
    router.replace(here === "/" ? "/login" : `/login?next=${encodeURIComponent(here)}`);
  }, [gone, setup, router, pathname, search]);

  if (me.data?.user) return children;
  if (setup) return <Notice title={t("needSetup.title")} text={t("needSetup.text")} />;
  if (me.isError && !gone) return <Notice title={t("unreachable.title")} text={t("unreachable.text")} />;
  return (
    <div className="grid min-h-dvh place-items-center">
      <Logo className="size-8 animate-pulse" />
    </div>
  );
}
