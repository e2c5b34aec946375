import { randomUUID } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyBaseLogger } from "fastify";
import { type ServerOptions, WebSocketServer } from "ws";
import type { HostStore } from "@/server/database/host-store";
import { contextFor, loginHeaders } from "@/server/http/caller";
import type { OriginPolicy } from "@/server/http/origin-policy";
import { toProblem } from "@/server/http/problem";
import type { AccessServices } from "@/server/services/access/access-services";
import { authenticate } from "@/server/services/access/authenticate";
import { requirePermission } from "@/server/services/access/require-permission";
import type { Tickets } from "@/server/services/access/tickets";
import { ForbiddenError, NotFoundError, ServiceError } from "@/server/services/errors";
import { findHost } from "@/server/services/hosts/find-host";
import type { SocketCaller, SocketHandlers } from "./socket-handler";
import {
  chosenProtocol,
  isTerminal,
  onlyLooks,
  parseSocketPath,
  type SocketPurpose,
  socketPermission,
  ticketOf,
} from "./socket-path";
import { SocketRegistry } from "./socket-registry";

export interface UpgradeOptions {
  readonly services: AccessServices & {
    readonly tickets: Tickets;
    readonly stores: { readonly hosts: HostStore };
  };
  readonly origins: OriginPolicy;
  readonly handlers: SocketHandlers;
  readonly logger: FastifyBaseLogger;
}

/** Not refused, only in excess: an answer of its own. */
class TooManySocketsError extends Error {}

const limits: ServerOptions & { maxFragments: number } = {
  noServer: true,
  maxPayload: 64 * 1024,
  maxFragments: 16,
  perMessageDeflate: false,
  handleProtocols: chosenProtocol,
};

interface Accepted {
  readonly purpose: SocketPurpose;
  readonly caller: SocketCaller;
}

/**
 * Answers every upgrade of the server, in this order: path → Origin → login → single-use ticket → permission → host → room.
 * Whatever fails is answered in HTTP and the connection closed. Returns what closes all sockets.
 */
export function attachSockets(server: Server, options: UpgradeOptions): { close(): void } {
  const { services, handlers, logger } = options;
  const registry = new SocketRegistry();
  const sockets = new WebSocketServer(limits);
  const unsubscribe = services.revocations.subscribe((revocation) => registry.revoke(revocation));

  async function upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): Promise<void> {
    connection.on("error", () => connection.destroy());
    const accepted = await accept(request, options, registry).catch((error: unknown) => {
      refuse(connection, error, logger);
      return null;
    });
    if (!accepted || connection.destroyed) return;
    sockets.handleUpgrade(request, connection, head, (socket) => {
      const { purpose, caller } = accepted;
      socket.on("error", (error) => logger.debug({ err: error }, "socket failed"));
      registry.add(socket, {
        userId: caller.ctx.actor.id,
        loginId: caller.loginId,
        from: caller.ctx.from,
      });
      if (purpose.purpose === "console") handlers.console(socket, caller, purpose.hostId);
      else handlers.live(socket, caller);
    });
  }

  const listener = (request: IncomingMessage, connection: Duplex, head: Buffer) =>
    void upgrade(request, connection, head);
  server.on("upgrade", listener);
  return {
    close() {
      server.off("upgrade", listener);
      unsubscribe();
      registry.closeAll();
    },
  };
}

async function accept(
  request: IncomingMessage,
  { services, origins }: UpgradeOptions,
  registry: SocketRegistry,
): Promise<Accepted> {
  const { headers } = request;
  const purpose = parseSocketPath(request.url ?? "");
  if (!purpose) throw new NotFoundError("There is no socket at this address.");
  if (!origins.allows(headers.origin, headers.host)) {
    throw new ForbiddenError("Sockets are for our own pages only.", null);
  }
  const from = request.socket.remoteAddress ?? "";
  const found = await authenticate(services, loginHeaders(from, headers));
  const ticket = ticketOf(headers["sec-websocket-protocol"]);
  const binding = found && { ...purpose, userId: found.user.id, loginId: found.loginId };
  if (!found || !binding || ticket === null || !services.tickets.redeem(ticket, binding)) {
    throw new ForbiddenError("The ticket is missing, used or too old. Get a new one.", null);
  }
  const caller: SocketCaller = {
    ctx: contextFor(found, from, randomUUID()),
    loginId: found.loginId,
    terminal: isTerminal(headers["sec-websocket-protocol"]),
    looks: onlyLooks(headers["sec-websocket-protocol"]),
  };
  await checkPermission(services, caller, purpose);
  if (purpose.purpose === "console") await findHost(services.stores.hosts, purpose.hostId);
  if (!registry.hasRoom({ userId: found.user.id, loginId: found.loginId, from })) {
    throw new TooManySocketsError();
  }
  return { purpose, caller };
}

async function checkPermission(
  services: AccessServices,
  { ctx }: SocketCaller,
  purpose: SocketPurpose,
): Promise<void> {
  const permission = socketPermission[purpose.purpose];
  try {
    requirePermission(ctx, permission);
  } catch (error) {
    await services.audit.record(ctx, {
      action: "access.denied",
      host: null,
      outcome: "denied",
      detail: `${permission}: socket ${purpose.purpose}`,
    });
    throw error;
  }
}

function refuse(connection: Duplex, error: unknown, logger: FastifyBaseLogger): void {
  const status = error instanceof TooManySocketsError ? 429 : toProblem(error, "").status;
  if (!(error instanceof ServiceError) && status >= 500) logger.error({ err: error }, "upgrade failed");
  connection.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
    connection.destroy(),
  );
}
