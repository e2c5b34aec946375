import { allows, type Permission, permissions } from "@/lib/permissions";
import type { ServiceContext } from "../context";
import { ForbiddenError, UnauthenticatedError } from "../errors";

/**
 * First line of every service. The system may do everything; a person what the table in lib/permissions.ts says.
 * Throws ForbiddenError, which the doorways (HTTP, WebSocket) write into the audit as `denied`.
 */
export function requirePermission(ctx: ServiceContext, permission: Permission): void {
  const { actor } = ctx;
  if (actor.kind === "system") return;
  if (actor.kind === "anonymous") throw new UnauthenticatedError("Log in first.");
  if (allows(actor.role, permission)) return;
  throw new ForbiddenError(
    `Your role, ${actor.role}, does not include: ${permissions[permission].text}. Ask an administrator.`,
    permission,
  );
}
