"use client";

import { useTranslations } from "next-intl";
import { type Action, BootDevice, PowerVerb } from "@/lib/contracts/action";

/** What an action is called, e.g. `Power cycle (hard)` or `Boot device: Network (PXE)`. */
export function useActionName(): (action: Pick<Action, "kind" | "verb">) => string {
  const t = useTranslations("power");
  const boot = useTranslations("boot.device");
  return ({ kind, verb }) => {
    if (kind === "power") {
      const known = PowerVerb.safeParse(verb);
      return known.success ? t(`verb.${known.data}`) : verb;
    }
    if (kind === "boot") {
      const known = BootDevice.safeParse(verb);
      return `${t("kind.boot")}: ${known.success ? boot(known.data) : verb}`;
    }
    if (kind === "identify" && (verb === "on" || verb === "off" || verb === "timed"))
      return `${t("kind.identify")}: ${t(`identifyVerb.${verb}`)}`;
    return t(`kind.${kind}`);
  };
}
