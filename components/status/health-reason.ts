"use client";

import { CHASSIS, type Health } from "@/lib/contracts/host";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";

type Reason = NonNullable<Health["reason"]>;

/** Why a host is not well, in the reader's language; sensors keep the names that the BMC gives them. */
export function useHealthReason(): (reason: Reason) => Reason {
  const phrase = usePhrase();
  return ({ sensor, text }) => ({
    sensor: sensor === CHASSIS ? phrase(sensor) : sensor,
    text: phrase(text),
  });
}
