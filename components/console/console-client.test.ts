import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ConsoleServerMessage } from "@/lib/contracts/console";
import { ConsoleClient, type Socket } from "./console-client";

class FakeSocket implements Socket {
  binaryType: BinaryType = "blob";
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  readyState = 1;
  readonly sent: (string | Uint8Array)[] = [];
  closed = false;

  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
    if (typeof data === "string" || data instanceof Uint8Array) this.sent.push(data);
  }
  close(): void {
    this.closed = true;
  }
  says(message: ConsoleServerMessage): void {
    this.deliver(JSON.stringify(message));
  }
  output(offset: number, text: string): void {
    const bytes = new TextEncoder().encode(text);
    const buffer = new ArrayBuffer(8 + bytes.length);
    new DataView(buffer).setBigUint64(0, BigInt(offset));
    new Uint8Array(buffer, 8).set(bytes);
    this.deliver(buffer);
  }
  drop(): void {
    this.readyState = 3;
    this.onclose?.call({} as WebSocket, new Event("close") as CloseEvent);
  }
  private deliver(data: string | ArrayBuffer): void {
    this.onmessage?.call({} as WebSocket, new MessageEvent("message", { data }));
  }
}

const you = (writer: boolean): ConsoleServerMessage => ({
  type: "viewers",
  viewers: [
    {
      id: "v1",
      name: "Ada",
      writer,
      you: true,
      canWrite: true,
      since: new Date(0).toISOString(),
      typedAt: null,
      asking: null,
      terminal: false,
    },
  ],
});
const hello = (from: number, replayUntil: number): ConsoleServerMessage => ({
  type: "hello",
  viewerId: "v1",
  canWrite: true,
  from,
  replayUntil,
  output: "one",
});

function setUp(connect?: () => Promise<Socket>) {
  const sockets: FakeSocket[] = [];
  const shown: { text: string; live: boolean }[] = [];
  const resets = { count: 0 };
  const client = new ConsoleClient({
    connect:
      connect ??
      (async () => {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket;
      }),
    sink: {
      reset: () => {
        resets.count++;
      },
      write: (bytes, live) => void shown.push({ text: new TextDecoder().decode(bytes), live }),
    },
    now: () => Date.now(),
    random: () => 1,
  });
  return { client, sockets, shown, resets };
}

async function opened() {
  const all = setUp();
  all.client.start();
  await vi.advanceTimersByTimeAsync(0);
  const socket = all.sockets[0];
  if (!socket) throw new Error("no socket");
  return { ...all, socket };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("ConsoleClient", () => {
  it("shows replay as replay and live as live", async () => {
    const { socket, shown } = await opened();
    socket.says(hello(0, 3));
    socket.output(0, "oldnew");
    expect(shown).toEqual([
      { text: "old", live: false },
      { text: "new", live: true },
    ]);
  });

  it("types only while it is the writer", async () => {
    const { client, socket } = await opened();
    socket.says(hello(0, 0));
    socket.says(you(false));
    client.type("x");
    client.reply("\x1b[1;1R");
    expect(socket.sent).toEqual([]);
    socket.says(you(true));
    client.type("ls\r");
    expect(socket.sent).toEqual([new TextEncoder().encode("ls\r")]);
  });

  it("reconnects by itself, continues the output, and never types what was waiting", async () => {
    const { client, sockets, socket, shown } = await opened();
    socket.says(hello(0, 0));
    socket.says(you(true));
    socket.output(0, "abc");
    client.type("x".repeat(5000));
    socket.drop();
    expect(client.snapshot().link.phase).toBe("waiting");
    expect(client.snapshot().notes[0]).toMatchObject({ reason: "input-dropped", bytes: 5000 - 2048 });
    expect(client.writing).toBe(false);

    await vi.advanceTimersByTimeAsync(500);
    const second = sockets[1];
    second?.says(hello(0, 6));
    second?.output(0, "abcdef");
    expect(shown.map((s) => s.text)).toEqual(["abc", "def"]);
    expect(shown[1]?.live).toBe(false);
    expect(second?.sent).toEqual([]);
    expect(client.snapshot().link.phase).toBe("open");
  });

  it("waits longer after each failure, 15 s at most", async () => {
    const delays: number[] = [];
    const { client } = setUp(() => Promise.reject(new Error("down")));
    client.start();
    for (let i = 0; i < 8; i++) {
      await vi.advanceTimersByTimeAsync(0);
      const { link } = client.snapshot();
      if (link.phase !== "waiting") throw new Error(link.phase);
      delays.push(link.retryAt - Date.now());
      await vi.advanceTimersByTimeAsync(link.retryAt - Date.now());
    }
    expect(delays).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
    client.stop();
  });

  it("does not knock again when the engine refuses", async () => {
    const connect = vi.fn(() => Promise.reject(Object.assign(new Error("no"), { status: 403 })));
    const { client } = setUp(connect);
    client.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connect).toHaveBeenCalledTimes(1);
    expect(client.snapshot().link).toEqual({ phase: "refused", status: 403 });
  });

  it("starts afresh, beside the terminal, when the engine's stream began anew", async () => {
    const { client, sockets, socket, shown, resets } = await opened();
    socket.says(hello(0, 0));
    socket.output(0, "a long output");
    socket.drop();
    await vi.advanceTimersByTimeAsync(500);
    sockets[1]?.says(hello(0, 2));
    sockets[1]?.output(0, "hi");
    expect(resets.count).toBe(1);
    expect(shown.at(-1)).toEqual({ text: "hi", live: false });
    expect(client.snapshot().notes.map((n) => n.reason)).toEqual(["restarted"]);
  });

  it("keeps marks with their offset and time, and says a repeated refusal once", async () => {
    const { client, socket } = await opened();
    socket.says({
      type: "mark",
      offset: 7,
      at: new Date(0).toISOString(),
      kind: "gap",
      text: "",
      bytes: null,
    });
    socket.says({
      type: "mark",
      offset: 9,
      at: new Date(0).toISOString(),
      kind: "gap",
      text: "",
      bytes: null,
    });
    socket.says({ type: "refused", reason: "not-writer" });
    socket.says({ type: "refused", reason: "not-writer" });
    expect(client.snapshot().notes.map((n) => [n.reason, n.offset])).toEqual([
      ["not-writer", null],
      ["gap", 9],
      ["gap", 7],
    ]);
    expect(client.snapshot().notes.at(-1)?.at).toBe(0);
  });

  it("is silent after stop, also when the socket opens late", async () => {
    const late = new FakeSocket();
    const { client } = setUp(async () => late);
    client.start();
    client.stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(late.closed).toBe(true);
    expect(client.snapshot().link.phase).toBe("connecting");
  });
});
