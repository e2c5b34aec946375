import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import type { Role } from "@/lib/contracts/access";
import { type ConsoleRequest, ConsoleServerMessage } from "@/lib/contracts/console";
import type { SerialStreamEvents } from "@/server/bmc/capabilities";
import { ConsoleHub } from "@/server/console/console-hub";
import { MemoryRecordings } from "@/server/console/testing/memory-recordings";
import { consoleSockets } from "./console-socket";

let server: Server;
let sockets: WebSocketServer;
let role: Role;
let terminal: boolean;
let auditWorks: boolean;
let audited: string[];
let typed: Buffer[];
let keepsTyping: boolean;
let kept: string[];
let host: SerialStreamEvents | null;
const clients: WebSocket[] = [];

beforeEach(async () => {
  role = "operator";
  terminal = false;
  auditWorks = true;
  const log: string[] = [];
  audited = log;
  typed = [];
  keepsTyping = false;
  kept = [];
  host = null;
  const hub = new ConsoleHub({
    serialOf: async () => ({
      open: async (events) => {
        host = events;
        return {
          write: async (bytes) => void typed.push(Buffer.from(bytes)),
          sendBreak: async () => void typed.push(Buffer.from("<break>")),
          close: async () => {},
        };
      },
    }),
    recordings: new MemoryRecordings(),
    clock: {
      now: () => performance.now(),
      setTimeout: (callback, delayMs) => ({ timer: setTimeout(callback, delayMs).unref() }),
      clearTimeout: ({ timer }) => clearTimeout(timer as NodeJS.Timeout),
    },
    date: () => new Date(),
    random: () => 0.5,
    onError: () => {},
  });
  const serve = consoleSockets({
    hub,
    audit: {
      record: async (ctx, { action, host: named, outcome, detail }) => {
        if (!auditWorks) throw new Error("the audit cannot be written");
        const who = ctx.actor.kind === "user" ? ctx.actor.email : "system";
        log.push([who, action, named?.name, outcome, detail].join(" "));
      },
    },
    hostName: async () => "web-01",
    typed: {
      keeperOf: async ({ email }, hostId) =>
        keepsTyping ? ({ offset, bytes }) => void kept.push(`${email} ${hostId} ${offset} ${bytes}`) : null,
    },
    onError: () => {},
  });
  server = createServer();
  sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket) => {
    const actor = { kind: "user", id: "u1", email: "op@example.test", role } as const;
    const ctx = { actor, from: "127.0.0.1", requestId: "r1" };
    serve(socket, { ctx, loginId: "l1", terminal, looks: false }, "h1");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate();
  sockets.close();
  await new Promise((resolve) => server.close(resolve));
});

/** A browser: what it received, and what to wait for. */
function browser() {
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  clients.push(socket);
  const messages: ConsoleServerMessage[] = [];
  const frames: { offset: bigint; text: string }[] = [];
  const waiting: (() => void)[] = [];
  socket.on("message", (data: Buffer, isBinary: boolean) => {
    if (isBinary) frames.push({ offset: data.readBigUInt64BE(), text: data.subarray(8).toString() });
    else messages.push(ConsoleServerMessage.parse(JSON.parse(data.toString())));
    for (const wake of waiting.splice(0)) wake();
  });
  return {
    socket,
    messages,
    frames,
    async until(condition: () => boolean) {
      while (!condition()) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    viewers: () => messages.flatMap((m) => (m.type === "viewers" ? [m.viewers] : [])).at(-1) ?? [],
    isOpen: () => messages.some((m) => m.type === "state" && m.console.state === "open"),
    closeCode: once(socket, "close").then(([code]) => code as number),
  };
}

describe("the console socket", () => {
  it("says hello, then shows output with its offset, as the contract has it", async () => {
    const b = browser();
    await b.until(b.isOpen);
    host?.data(Buffer.from("login: "));
    host?.data(Buffer.from([0xff, 0x00]));
    await b.until(() => b.frames.length === 2);
    expect(b.messages[0]).toMatchObject({ type: "hello", canWrite: true, from: 0, replayUntil: 0 });
    expect(b.frames.map(({ offset }) => offset)).toEqual([0n, 7n]);
    expect(b.messages).toContainEqual({
      type: "viewers",
      viewers: [expect.objectContaining({ name: "op@example.test", writer: true, you: true })],
    });
  });

  it("types binary frames and obeys text frames", async () => {
    const b = browser();
    await b.until(b.isOpen);
    b.socket.send(Buffer.from("ls\r"));
    b.socket.send(JSON.stringify({ type: "break" }));
    b.socket.send(JSON.stringify({ type: "release-keyboard" }));
    await b.until(() => b.viewers().every(({ writer }) => !writer));
    b.socket.send(JSON.stringify({ type: "take-keyboard" }));
    await b.until(() => b.viewers().some(({ writer }) => writer));
    expect(typed.map(String)).toEqual(["ls\r", "<break>"]);
    expect(audited).toEqual([
      "op@example.test console.open web-01 ok may type",
      "op@example.test console.break web-01 ok ",
      expect.stringMatching(/^op@example.test console.typed web-01 ok 3 bytes, /),
      "op@example.test console.claim web-01 ok nobody had it",
    ]);
  });

  it("passes the keyboard between two people with words to each, and the audit has them", async () => {
    const a = browser();
    await a.until(a.isOpen);
    terminal = true;
    const b = browser();
    await b.until(b.isOpen);
    expect(b.viewers().map((viewer) => viewer.terminal)).toEqual([false, true]);
    const say = (who: typeof a, message: ConsoleRequest) => who.socket.send(JSON.stringify(message));
    const heard = (who: typeof a, type: ConsoleServerMessage["type"]) =>
      who.until(() => who.messages.some((message) => message.type === type));
    const [, second] = b.viewers();
    say(b, { type: "take-keyboard" });
    await heard(b, "refused");
    expect(b.messages).toContainEqual({ type: "refused", reason: "reason-missing" });
    say(b, { type: "ask-keyboard", reason: "grub is mine" });
    await heard(a, "keyboard-asked");
    say(a, { type: "decline", viewerId: second?.id ?? "" });
    await heard(b, "keyboard-declined");
    say(a, { type: "hand-over", viewerId: second?.id ?? "" });
    await b.until(() => b.viewers().some(({ you, writer }) => you && writer));
    say(a, { type: "take-keyboard", reason: "the fire brigade calls" });
    await heard(b, "keyboard-lost");
    expect(b.messages).toContainEqual({
      type: "keyboard-lost",
      by: "op@example.test",
      reason: "the fire brigade calls",
    });
    expect(audited.slice(2)).toEqual([
      "op@example.test console.hand-over web-01 ok to op@example.test",
      "op@example.test console.claim web-01 ok from op@example.test: the fire brigade calls",
    ]);
  });

  it("keeps what is typed by those of whom it is to be kept, and tells them", async () => {
    const unkept = browser();
    await unkept.until(unkept.isOpen);
    unkept.socket.send(Buffer.from("secret\r"));
    unkept.socket.send(JSON.stringify({ type: "release-keyboard" }));
    await unkept.until(() => unkept.viewers().every(({ writer }) => !writer));
    keepsTyping = true;
    const writer = browser();
    await writer.until(() => writer.viewers().some(({ you, writer: has }) => you && has));
    await writer.until(writer.isOpen);
    expect(writer.messages.slice(0, 2).map(({ type }) => type)).toEqual(["hello", "typing-kept"]);
    writer.socket.send(Buffer.from("id\r"));
    writer.socket.send(JSON.stringify({ type: "release-keyboard" }));
    await writer.until(() => writer.viewers().every(({ writer: has }) => !has));
    expect(kept).toEqual(["op@example.test h1 0 id\r"]);
    expect(unkept.messages.map(({ type }) => type)).not.toContain("typing-kept");
  });

  it("lets a viewer watch and refuses what a viewer types", async () => {
    role = "viewer";
    const b = browser();
    await b.until(b.isOpen);
    b.socket.send(Buffer.from("reboot\r"));
    await b.until(() => b.messages.some(({ type }) => type === "refused"));
    expect(b.messages).toContainEqual({ type: "refused", reason: "not-allowed" });
    expect(typed).toEqual([]);
    expect(audited).toEqual(["op@example.test console.open web-01 ok watches only"]);
  });

  it("closes on what is not of the protocol, and on frames above 4 KiB", async () => {
    for (const [frame, code] of [
      [JSON.stringify({ type: "power-off" }), 1008],
      ["{", 1008],
      [JSON.stringify({ type: "break", more: 1 }), 1008],
      [Buffer.alloc(4097), 1009],
    ] as const) {
      const b = browser();
      await b.until(b.isOpen);
      b.socket.send(frame);
      expect(await b.closeCode).toBe(code);
    }
    expect(typed).toEqual([]);
  });

  it("opens no console that cannot be audited", async () => {
    auditWorks = false;
    const b = browser();
    expect(await b.closeCode).toBe(1011);
    expect(host).toBe(null);
  });
});
