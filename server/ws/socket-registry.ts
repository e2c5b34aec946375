import type { WebSocket } from "ws";
import { concerns, type Revocation } from "@/server/services/access/revocations";

/** A wall of 36 consoles, and tabs beside it. */
const PER_USER = 60;
/** Several people may come from behind one address. */
const PER_ADDRESS = 240;
const PING_MS = 20_000;
/** Pings without an answer after which a socket is dead. */
const MISSES = 2;
const MAX_LIFE_MS = 12 * 60 * 60 * 1000;

/** Close codes of our own (RFC 6455 §7.4.2). */
export const CLOSE_LOGIN_ENDED = 4401;
const CLOSE_GOING_AWAY = 1001;

export interface SocketOwner {
  readonly userId: string;
  readonly loginId: string;
  readonly from: string;
}

interface Entry extends SocketOwner {
  misses: number;
  readonly openedAt: number;
}

/** All open sockets: counts them, finds the dead ones, closes those whose login ended. */
export class SocketRegistry {
  readonly #sockets = new Map<WebSocket, Entry>();
  readonly #timer: NodeJS.Timeout;

  constructor(private readonly now: () => number = Date.now) {
    this.#timer = setInterval(() => this.pingAll(), PING_MS);
    this.#timer.unref();
  }

  /** Whether this owner may open one more. */
  hasRoom({ userId, from }: SocketOwner): boolean {
    let ofUser = 0;
    let ofAddress = 0;
    for (const entry of this.#sockets.values()) {
      if (entry.userId === userId) ofUser += 1;
      if (entry.from === from) ofAddress += 1;
    }
    return ofUser < PER_USER && ofAddress < PER_ADDRESS;
  }

  add(socket: WebSocket, owner: SocketOwner): void {
    const entry = { ...owner, misses: 0, openedAt: this.now() };
    this.#sockets.set(socket, entry);
    socket.on("pong", () => {
      entry.misses = 0;
    });
    socket.on("close", () => this.#sockets.delete(socket));
  }

  revoke(revocation: Revocation): void {
    const [code, reason] =
      revocation.scope === "sockets"
        ? ([CLOSE_GOING_AWAY, "to be opened anew"] as const)
        : ([CLOSE_LOGIN_ENDED, "login ended"] as const);
    for (const [socket, entry] of this.#sockets) {
      if (concerns(revocation, entry)) this.#end(socket, code, reason);
    }
  }

  pingAll(): void {
    for (const [socket, entry] of this.#sockets) {
      if (entry.misses >= MISSES) {
        socket.terminate();
      } else if (this.now() - entry.openedAt > MAX_LIFE_MS) {
        this.#end(socket, CLOSE_GOING_AWAY, "open for twelve hours");
      } else {
        entry.misses += 1;
        socket.ping();
      }
    }
  }

  closeAll(): void {
    clearInterval(this.#timer);
    for (const socket of this.#sockets.keys()) this.#end(socket, CLOSE_GOING_AWAY, "shutting down");
  }

  /** Says why, and does not wait for the other end to agree. */
  #end(socket: WebSocket, code: number, reason: string): void {
    socket.close(code, reason);
    setTimeout(() => socket.terminate(), 1000).unref();
  }
}
