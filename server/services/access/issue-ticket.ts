import type { z } from "zod";
import type { TicketRequest } from "@/lib/contracts/live";
import type { HostStore } from "@/server/database/host-store";
import type { ServiceContext, UserActor } from "../context";
import { findHost } from "../hosts/find-host";
import { requirePermission } from "./require-permission";
import type { Tickets } from "./tickets";

/** A ticket to open one socket within 30 s. */
export async function issueTicket(
  services: { readonly tickets: Tickets; readonly stores: { readonly hosts: HostStore } },
  ctx: ServiceContext & { readonly actor: UserActor },
  loginId: string,
  request: z.infer<typeof TicketRequest>,
): Promise<string> {
  requirePermission(ctx, request.purpose === "console" ? "console.read" : "host.read");
  if (request.purpose === "console") await findHost(services.stores.hosts, request.hostId);
  return services.tickets.issue({ ...request, userId: ctx.actor.id, loginId });
}
