import type { FastifyReply, FastifyRequest } from "fastify";
import type { Permission } from "@/lib/permissions";
import type { UserRow } from "@/server/database/user-store";
import { FROM_HEADER } from "@/server/services/access/authenticator";
import type { ServiceContext, UserActor } from "@/server/services/context";
import { UnauthenticatedError } from "@/server/services/errors";

/** Who a request comes from. */
export interface Caller {
  readonly user: UserRow;
  readonly loginId: string;
}

/** Who may call a route. `public` and `authenticated` are spelled out where a permission does not fit. */
export type RouteAccess = Permission | "authenticated" | "public";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Every route of the API has it; app.ts refuses to start otherwise. */
    access?: RouteAccess;
  }
  interface FastifyRequest {
    caller: Caller | null;
  }
}

export type UserContext = ServiceContext & { readonly actor: UserActor };

export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller)
    throw new UnauthenticatedError("You are not logged in, or your login has ended. Log in.");
  return request.caller;
}

export function contextFor({ user }: Caller, from: string, requestId: string): UserContext {
  return {
    actor: { kind: "user", id: user.id, email: user.email, role: user.role },
    from,
    requestId,
  };
}

/** Context of a logged-in caller; throws UnauthenticatedError for anybody else. */
export function contextOf(request: FastifyRequest): UserContext {
  return contextFor(callerOf(request), request.ip, request.id);
}

/** Where a request comes from, for services that need no login. */
export function originOf(request: FastifyRequest): Pick<ServiceContext, "from" | "requestId"> {
  return { from: request.ip, requestId: request.id };
}

/** The few headers that logins need; nothing else a client sends gets there. */
export function loginHeaders(from: string, headers: { cookie?: string; "user-agent"?: string }): Headers {
  const result = new Headers({ [FROM_HEADER]: from });
  if (headers.cookie) result.set("cookie", headers.cookie);
  if (headers["user-agent"]) result.set("user-agent", headers["user-agent"].slice(0, 200));
  return result;
}

export function setCookies(reply: FastifyReply, cookies: readonly string[]): void {
  if (cookies.length > 0) reply.header("set-cookie", [...cookies]);
}
