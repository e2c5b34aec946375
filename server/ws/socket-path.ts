import type { z } from "zod";
import type { TicketRequest } from "@/lib/contracts/live";
import type { Permission } from "@/lib/permissions";

/** What a socket is for; the same words as in the request for its ticket. */
export type SocketPurpose = z.infer<typeof TicketRequest>;

/** Null for a path that is no socket. */
export function parseSocketPath(url: string): SocketPurpose | null {
  if (url === "/ws/live") return { purpose: "live" };
  const hostId = /^\/ws\/console\/([A-Za-z0-9_-]{1,64})$/.exec(url)?.[1];
  return hostId === undefined ? null : { purpose: "console", hostId };
}

export const socketPermission: Record<SocketPurpose["purpose"], Permission> = {
  live: "host.read",
  console: "console.read",
};

const PROTOCOL = "lightsout.v1";
const TERMINAL = "lightsout.terminal";
const LOOKS = "lightsout.looks";
const TICKET_PREFIX = "lightsout.ticket.";

/** The ticket among the subprotocols; null when it or our protocol is missing. */
export function ticketOf(header: string | undefined): string | null {
  const offered = offeredIn(header);
  const tickets = offered.filter((protocol) => protocol.startsWith(TICKET_PREFIX));
  const [ticket] = tickets;
  if (!offered.includes(PROTOCOL) || tickets.length !== 1 || !ticket) return null;
  return ticket.slice(TICKET_PREFIX.length);
}

/** Whether a terminal rather than a browser is at the other end, as it says itself. */
export function isTerminal(header: string | undefined): boolean {
  return offeredIn(header).includes(TERMINAL);
}

/** Whether somebody only looks, as a tile of a wall does, and wants no keyboard that nobody has. */
export function onlyLooks(header: string | undefined): boolean {
  return offeredIn(header).includes(LOOKS);
}

function offeredIn(header: string | undefined): string[] {
  return (header ?? "").split(",").map((protocol) => protocol.trim());
}

/** The subprotocol we answer with: never the ticket, which would repeat it. */
export function chosenProtocol(offered: ReadonlySet<string>): string | false {
  return offered.has(PROTOCOL) && PROTOCOL;
}
