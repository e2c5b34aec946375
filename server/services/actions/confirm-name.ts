import type { HostRow } from "@/server/database/host-store";
import { RefusedError } from "../errors";

/** Throws RefusedError unless the person typed the host's name exactly. */
export function requireTypedName(host: HostRow, typed: string | undefined): void {
  if (typed === host.name) return;
  throw new RefusedError(`Type the name of the host, ${host.name}, to confirm. Nothing was sent.`);
}

/** The same for hosts that are marked protected. */
export function requireTypedNameIfProtected(host: HostRow, typed: string | undefined): void {
  if (host.protected) requireTypedName(host, typed);
}
