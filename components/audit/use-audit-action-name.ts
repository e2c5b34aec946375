"use client";

import { useTranslations } from "next-intl";

/** What an audited action is called; one this page does not know keeps the engine's own word, e.g. `power.cycle`. */
export function useAuditActionName(): (action: string) => string {
  const t = useTranslations("audit");
  return (action) => {
    const key = `actions.${action}` as "actions.power.cycle";
    return t.has(key) ? t(key) : action;
  };
}
