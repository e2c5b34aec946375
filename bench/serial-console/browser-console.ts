import { once } from "node:events";
import { WebSocket } from "ws";
import type { ApiUser } from "../../e2e/fixtures/api";
import type { Engine } from "../../e2e/fixtures/engine";

/** Before the bytes of a frame: their offset in the host's output. */
const OFFSET_BYTES = 8;

/** A console joined as a browser joins it: ticket, socket, frames. */
export class BrowserConsole {
  private constructor(private readonly socket: WebSocket) {}

  /** Resolves when the console is open. `onOutput` hears the replay, too. */
  static async join(
    engine: Engine,
    admin: ApiUser,
    hostId: string,
    onOutput: (bytes: Buffer) => void,
  ): Promise<BrowserConsole> {
    const answer = await admin.http.post("/api/v1/ws-tickets", { data: { purpose: "console", hostId } });
    const { ticket } = (await answer.json()) as { ticket: string };
    const cookie = (await admin.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    const socket = new WebSocket(
      `${engine.url.replace("http", "ws")}/ws/console/${hostId}`,
      ["lightsout.v1", `lightsout.ticket.${ticket}`],
      { headers: { origin: engine.url, cookie } },
    );
    await new Promise<void>((resolve, reject) => {
      socket.on("error", reject);
      socket.on("message", (data: Buffer, isBinary: boolean) => {
        if (isBinary) onOutput(data.subarray(OFFSET_BYTES));
        else if (isOpen(data)) resolve();
      });
    });
    return new BrowserConsole(socket);
  }

  type(keys: string): void {
    this.socket.send(Buffer.from(keys, "latin1"));
  }

  get isClosed(): boolean {
    return this.socket.readyState === WebSocket.CLOSED;
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    const closed = once(this.socket, "close");
    this.socket.close();
    await closed;
  }
}

function isOpen(message: Buffer): boolean {
  const { type, console } = JSON.parse(message.toString()) as { type: string; console?: { state: string } };
  return type === "state" && console?.state === "open";
}
