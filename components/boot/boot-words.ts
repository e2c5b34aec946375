"use client";

import { useTranslations } from "next-intl";
import type { BootRequest } from "@/lib/contracts/action";

/** An override in words, e.g. `Network (PXE), UEFI, once`. */
export function useBootWords(): (boot: BootRequest & { valid?: boolean }) => string {
  const t = useTranslations("boot");
  return ({ device, firmware, persistent, valid = true }) => {
    if (!valid || device === "none") return t("device.none");
    return [t(`device.${device}`), t(`firmware.${firmware}`), t(persistent ? "persistent" : "once")].join(
      ", ",
    );
  };
}
