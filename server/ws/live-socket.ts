import { WebSocket } from "ws";
import type { LiveBus } from "@/server/live/live-bus";
import type { SocketHandlers } from "./socket-handler";

/** A browser that is this far behind gets no more; it reconnects and fetches anew. */
const MAX_BUFFERED = 1024 * 1024;
const CLOSE_POLICY = 1008;

/** Sends every message of the bus to every live socket; each message becomes text once. */
export function liveSockets(bus: LiveBus): SocketHandlers["live"] {
  const sockets = new Set<WebSocket>();

  bus.subscribe((message) => {
    if (sockets.size === 0) return;
    const text = JSON.stringify(message);
    for (const socket of sockets) send(socket, text);
  });

  function send(socket: WebSocket, text: string): void {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (socket.bufferedAmount <= MAX_BUFFERED) {
      socket.send(text);
      return;
    }
    sockets.delete(socket);
    // Who does not read does not read a reason either.
    socket.terminate();
  }

  return (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("message", () => socket.close(CLOSE_POLICY, "nothing is to be sent here"));
  };
}
