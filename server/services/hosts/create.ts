import { randomUUID } from "node:crypto";
import type { HostDetail, HostInput } from "@/lib/contracts/host";
import { formatHostAddress } from "@/lib/host-address";
import { DuplicateError } from "@/server/database/errors";
import { requirePermission } from "../access/require-permission";
import { databaseAudit } from "../audit/database-audit";
import type { ServiceContext } from "../context";
import { ConflictError } from "../errors";
import { normalAddress, refuseDuplicates } from "./host-fields";
import type { HostServices } from "./host-services";
import { hostDetail } from "./host-view";

/** Stores a host with its secrets sealed and hands it to the poller. Nothing is sent before the row is committed. */
export async function createHost(
  { stores, secrets, live, now }: HostServices,
  ctx: ServiceContext,
  input: HostInput,
  simulated = false,
): Promise<HostDetail> {
  requirePermission(ctx, "host.write");
  secrets.requireUnsealed();
  const { password, bmcKey = "", ...settings } = { ...input, address: normalAddress(input.address) };
  const id = randomUUID();
  await refuseDuplicates(stores.hosts, { ...settings, id: null });
  const row = await stores
    .transaction(async (tx) => {
      const inserted = await tx.hosts.insert({ ...settings, id, simulated });
      await tx.secrets.save(secrets.seal({ hostId: id, field: "password", version: 1 }, password));
      if (bmcKey !== "") {
        await tx.secrets.save(secrets.seal({ hostId: id, field: "bmc-key", version: 1 }, bmcKey));
      }
      await databaseAudit(tx.audit, now).record(ctx, {
        action: "host.create",
        host: inserted,
        outcome: "ok",
        detail: formatHostAddress(inserted.address, inserted.port),
      });
      return inserted;
    })
    .catch(rethrowDuplicate);
  live.added(row);
  return hostDetail(row, live.get(id), bmcKey !== "");
}

/** Somebody else was faster between the check and the write. */
export function rethrowDuplicate(error: unknown): never {
  if (error instanceof DuplicateError) {
    throw new ConflictError("Another host with this name or address was added just now. Reload and look.");
  }
  throw error;
}
