import { randomUUID } from "node:crypto";
import type { RawData, WebSocket } from "ws";
import { ConsoleClientMessage } from "@/lib/contracts/console";
import { allows } from "@/lib/permissions";
import type { ConsoleHub } from "@/server/console/console-hub";
import { MAX_INPUT_FRAME_BYTES } from "@/server/console/host-console";
import type { AttachedViewer } from "@/server/console/viewer";
import type { ViewerConnection, ViewerEnd } from "@/server/console/viewer-feed";
import type { Audit } from "@/server/services/audit/audit";
import type { TypedKeeper } from "@/server/services/consoles/typed-keeper";
import { actorName } from "@/server/services/context";
import type { SocketCaller, SocketHandlers } from "./socket-handler";

export interface ConsoleSocketOptions {
  readonly hub: Pick<ConsoleHub, "attach">;
  readonly audit: Pick<Audit, "record">;
  /** For the audit; rejects when the host is gone. */
  readonly hostName: (hostId: string) => Promise<string>;
  readonly typed: Pick<TypedKeeper, "keeperOf">;
  readonly onError: (error: unknown) => void;
}

/** RFC 6455 §7.4.1. */
const CloseCode = {
  goingAway: 1001,
  policy: 1008,
  tooBig: 1009,
  internal: 1011,
  tryAgainLater: 1013,
} as const;

const closeCodeOf: Record<ViewerEnd, number> = {
  stalled: CloseCode.tryAgainLater,
  removed: CloseCode.policy,
  shutdown: CloseCode.goingAway,
};

const OFFSET_BYTES = 8;

/** Connects each accepted socket of /ws/console/:hostId to the host's console; frames are those of lib/contracts/console.ts. */
export function consoleSockets(options: ConsoleSocketOptions): SocketHandlers["console"] {
  return (socket, caller, hostId) => void serveConsole(socket, caller, hostId, options);
}

async function serveConsole(
  socket: WebSocket,
  caller: SocketCaller,
  hostId: string,
  { hub, audit, hostName, typed, onError }: ConsoleSocketOptions,
): Promise<void> {
  // Frames wait in the kernel until there is somebody to take them.
  socket.pause();
  const canWrite = allows(caller.ctx.actor.role, "console.write");
  try {
    const host = { id: hostId, name: await hostName(hostId) };
    const viewer = await hub.attach(hostId, {
      id: randomUUID(),
      name: actorName(caller.ctx.actor),
      canWrite,
      terminal: caller.terminal,
      looks: caller.looks,
      connection: connectionOf(socket),
      keepTyped: canWrite ? await typed.keeperOf(caller.ctx.actor, hostId) : null,
      audit: (action, detail) =>
        audit.record(caller.ctx, {
          action: `console.${action}`,
          host,
          outcome: "ok",
          detail: action === "open" ? (canWrite ? "may type" : "watches only") : detail,
        }),
    });
    listen(socket, viewer, onError);
  } catch (error) {
    onError(error);
    socket.close(CloseCode.internal, "the console could not be opened");
  } finally {
    socket.resume();
  }
}

function listen(socket: WebSocket, viewer: AttachedViewer, onError: (error: unknown) => void): void {
  socket.on("close", () => viewer.detach());
  if (socket.readyState !== socket.OPEN) {
    viewer.detach();
    return;
  }
  socket.on("message", (data: RawData, isBinary: boolean) => {
    const bytes = toBuffer(data);
    if (isBinary) {
      if (bytes.length > MAX_INPUT_FRAME_BYTES) socket.close(CloseCode.tooBig, "too many bytes in a frame");
      else viewer.type(bytes);
      return;
    }
    const message = parse(bytes);
    if (message === null) socket.close(CloseCode.policy, "not a message of this protocol");
    else obey(viewer, message).catch(onError);
  });
}

async function obey(viewer: AttachedViewer, message: ConsoleClientMessage): Promise<void> {
  switch (message.type) {
    case "break":
      return viewer.sendBreak();
    case "take-keyboard":
      return viewer.takeKeyboard(message.reason);
    case "ask-keyboard":
      return viewer.askKeyboard(message.reason);
    case "hand-over":
      return viewer.handOver(message.viewerId);
    case "decline":
      return viewer.decline(message.viewerId);
    case "release-keyboard":
      return viewer.releaseKeyboard();
    case "take-over":
      return viewer.takeOver(message.reason);
    case "reconnect":
      return viewer.reconnect();
  }
}

function connectionOf(socket: WebSocket): ViewerConnection {
  return {
    message: (message) => socket.send(JSON.stringify(message)),
    output: (offset, bytes) => {
      const header = Buffer.alloc(OFFSET_BYTES);
      header.writeBigUInt64BE(BigInt(offset));
      socket.send(Buffer.concat([header, bytes]));
    },
    get buffered() {
      return socket.bufferedAmount;
    },
    close: (reason) => {
      socket.close(closeCodeOf[reason], reason);
      // Whoever does not read does not answer the close either.
      if (reason === "stalled") socket.terminate();
    },
  };
}

function parse(bytes: Buffer): ConsoleClientMessage | null {
  try {
    return ConsoleClientMessage.parse(JSON.parse(bytes.toString("utf8")));
  } catch {
    return null;
  }
}

function toBuffer(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
