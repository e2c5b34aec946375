import type { AuditQuery } from "@/lib/contracts/audit";
import type { AuditPage, AuditStore } from "@/server/database/audit-store";
import { requirePermission } from "../access/require-permission";
import type { ServiceContext } from "../context";
import { pages } from "../pages";

export async function listAudit(
  store: AuditStore,
  ctx: ServiceContext,
  query: AuditQuery,
): Promise<AuditPage> {
  requirePermission(ctx, "audit.read");
  return store.list(query);
}

/** A host's rows; also of a host that is gone. */
export async function listHostAudit(
  store: AuditStore,
  ctx: ServiceContext,
  hostId: string,
  query: AuditQuery,
): Promise<AuditPage> {
  requirePermission(ctx, "audit.host");
  return store.list({ ...query, hostId });
}

const EXPORT_PAGE = 1000;

/** All rows of a filter, newest first, a page at a time. */
export function exportAudit(
  store: AuditStore,
  ctx: ServiceContext,
  query: AuditQuery,
): AsyncIterable<AuditPage["entries"][number]> {
  requirePermission(ctx, "audit.read");
  return pages(async (before) => {
    const page = await store.list({ ...query, limit: EXPORT_PAGE, before });
    return { rows: page.entries, next: page.next };
  }, query.before);
}
