import type { BootRequest, BootState } from "@/lib/contracts/action";

/** True when the BMC holds what it was told. Clearing is honoured whatever the other flags say. */
export function isHonoured(wanted: BootRequest, found: BootState): boolean {
  if (wanted.device === "none") return !found.valid || found.device === "none";
  return (
    found.valid &&
    found.device === wanted.device &&
    found.persistent === wanted.persistent &&
    found.firmware === wanted.firmware
  );
}
