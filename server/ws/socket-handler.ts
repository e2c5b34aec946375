import type { WebSocket } from "ws";
import type { UserActor } from "@/server/services/context";

/** Who is at the other end of an accepted socket. */
export interface SocketCaller {
  readonly ctx: { readonly actor: UserActor; readonly from: string; readonly requestId: string };
  readonly loginId: string;
  /** Comes from a terminal (`lightsout console`), as it says itself. */
  readonly terminal: boolean;
  /** Wants no keyboard unasked, as it says itself. */
  readonly looks: boolean;
}

/**
 * Takes over an accepted socket. Origin, login, ticket and permission are checked before; caps, pings and closing at revocation
 * are server/ws/upgrade.ts's.
 */
export interface SocketHandlers {
  live(socket: WebSocket, caller: SocketCaller): void;
  console(socket: WebSocket, caller: SocketCaller, hostId: string): void;
}
