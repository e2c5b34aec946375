import type { FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import { authenticate } from "@/server/services/access/authenticate";
import { requirePermission } from "@/server/services/access/require-permission";
import type { ApiServices } from "./api";
import { callerOf, contextOf, loginHeaders, setCookies } from "./caller";
import type { OriginPolicy } from "./origin-policy";
import { refuseForeignRequest } from "./request-guard";

/** A route that does not say who may call it is a mistake that must not start. */
export function refuseRouteWithoutAccess(route: RouteOptions): void {
  if (route.config?.access === undefined) {
    throw new Error(`Route ${String(route.method)} ${route.url} does not declare who may call it`);
  }
}

/** Before a body is read: where from, who, and may they. */
export function accessHook(services: ApiServices, origins: OriginPolicy) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    refuseForeignRequest(request, origins);
    const found = await authenticate(services, loginHeaders(request.ip, request.headers));
    request.caller = found;
    if (found) setCookies(reply, found.setCookies);
    const access = request.routeOptions.config.access;
    if (access === "public") return;
    callerOf(request);
    if (access !== undefined && access !== "authenticated") requirePermission(contextOf(request), access);
  };
}
