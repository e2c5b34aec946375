"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { copyText } from "@/components/host-header/copy-text";

/** Copies the address of this page with these parameters; where the browser refuses, the address itself becomes it. */
export function useCopyLink(): (params: Record<string, string>) => Promise<void> {
  const t = useTranslations("console-history");
  return async (params) => {
    const url = new URL(window.location.href);
    for (const [name, value] of Object.entries(params)) {
      if (value === "") url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    if (await copyText(url.href)) {
      toast.success(t("linkCopied"));
      return;
    }
    window.history.replaceState(null, "", url);
    toast(t("linkFailed"));
  };
}
