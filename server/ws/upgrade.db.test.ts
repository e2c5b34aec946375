import { once } from "node:events";
import type { AddressInfo } from "node:net";
import pino from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { OriginPolicy } from "@/server/http/origin-policy";
import {
  addUser,
  EXTERNAL_URL,
  startTestApi,
  type TestApi,
  TestBrowser,
} from "@/server/http/testing/test-api";
import { LiveBus } from "@/server/live/live-bus";
import { liveSockets } from "./live-socket";
import { attachSockets } from "./upgrade";

const BIND = "127.2.9.2";
let api: TestApi;
let port: number;
let sockets: { close(): void };
const bus = new LiveBus();
const consoles: string[] = [];
let open: WebSocket[] = [];

beforeAll(async () => {
  api = await startTestApi();
  await api.app.listen({ host: BIND, port: 0 });
  port = (api.app.server.address() as AddressInfo).port;
  sockets = attachSockets(api.app.server, {
    services: api.services,
    origins: new OriginPolicy([EXTERNAL_URL]),
    handlers: {
      live: liveSockets(bus),
      console: (_socket, { ctx }, hostId) => void consoles.push(`${ctx.actor.email} ${hostId}`),
    },
    logger: pino({ level: "silent" }),
  });
  await addUser(api, "viewer@example.org", "viewer");
  await addUser(api, "root@example.org", "administrator");
});
afterEach(() => {
  for (const socket of open) socket.terminate();
  open = [];
});
afterAll(async () => {
  sockets.close();
  await api.stop();
});

const viewer = () => new TestBrowser(api).login("viewer@example.org");

async function ticketFor(person: TestBrowser, request: object = { purpose: "live" }): Promise<string> {
  const response = await person.send("POST", "/ws-tickets", request);
  expect(response.statusCode).toBe(200);
  return response.json().ticket;
}

interface Attempt {
  readonly path?: string;
  readonly origin?: string | null;
  readonly cookie?: string;
  readonly protocols: string[];
}

/** The socket when it opened, otherwise the status of the refusal. */
async function connect({
  path = "/ws/live",
  origin,
  cookie,
  protocols,
}: Attempt): Promise<WebSocket | number> {
  const headers: Record<string, string> = cookie ? { cookie } : {};
  if (origin !== null) headers.origin = origin ?? EXTERNAL_URL.origin;
  const socket = new WebSocket(`ws://${BIND}:${port}${path}`, protocols, { headers });
  open.push(socket);
  return new Promise((resolve, reject) => {
    socket.on("open", () => resolve(socket));
    socket.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
    socket.on("error", reject);
  });
}

const withTicket = (ticket: string) => ["lightsout.v1", `lightsout.ticket.${ticket}`];

async function connectAs(person: TestBrowser): Promise<WebSocket> {
  const socket = await connect({ cookie: person.cookie, protocols: withTicket(await ticketFor(person)) });
  if (typeof socket === "number") throw new Error(`refused with ${socket}`);
  return socket;
}

test("a live socket hears what the bus publishes, and the ticket is not repeated", async () => {
  const socket = await connectAs(await viewer());
  expect(socket.protocol).toBe("lightsout.v1");
  const heard = once(socket, "message");
  bus.publish({ type: "host-removed", id: "h1" });
  expect(JSON.parse(String((await heard)[0]))).toEqual({ type: "host-removed", id: "h1" });
});

describe("an upgrade is refused", () => {
  test.each([
    null,
    "null",
    "",
    "http://evil.test",
    "http://lightsout.test.evil.test",
    "http://lightsout.test:81",
    "https://lightsout.test",
    "http://LIGHTSOUT.test",
    "http://lightsout.test/",
    "http://user@lightsout.test",
    "http://sub.lightsout.test",
    "file://",
    "http://lightsout.test, http://evil.test",
  ])("from the origin %j", async (origin) => {
    const person = await viewer();
    const protocols = withTicket(await ticketFor(person));
    expect(await connect({ origin, cookie: person.cookie, protocols })).toBe(403);
    // Refused before the ticket was looked at: it is still good.
    expect(await connect({ cookie: person.cookie, protocols })).toBeInstanceOf(WebSocket);
  });

  test("at any path but ours", async () => {
    const person = await viewer();
    const protocols = withTicket(await ticketFor(person));
    for (const path of [
      "/",
      "/ws",
      "/ws/live/",
      "/ws/live?x=1",
      "/ws/console/",
      "/ws/console/a/b",
      "/_next/x",
    ]) {
      expect(await connect({ path, cookie: person.cookie, protocols })).toBe(404);
    }
  });

  test("without cookie, without ticket, without our protocol", async () => {
    const person = await viewer();
    const ticket = await ticketFor(person);
    expect(await connect({ protocols: withTicket(ticket) })).toBe(403);
    expect(await connect({ cookie: person.cookie, protocols: ["lightsout.v1"] })).toBe(403);
    expect(await connect({ cookie: person.cookie, protocols: [`lightsout.ticket.${ticket}`] })).toBe(403);
  });

  test("with a ticket of somebody else, of another login or for something else", async () => {
    const person = await viewer();
    const other = await new TestBrowser(api).login("root@example.org");
    const again = await viewer();
    for (const thief of [other, again]) {
      const protocols = withTicket(await ticketFor(person));
      expect(await connect({ cookie: thief.cookie, protocols })).toBe(403);
    }
    const protocols = withTicket(await ticketFor(person));
    expect(await connect({ path: "/ws/console/h1", cookie: person.cookie, protocols })).toBe(403);
  });

  test("with a ticket older than 30 s", async () => {
    const person = await viewer();
    const protocols = withTicket(await ticketFor(person));
    api.advance(30_001);
    expect(await connect({ cookie: person.cookie, protocols })).toBe(403);
  });

  test("for all but one of thirty who race with one ticket", async () => {
    const person = await viewer();
    const protocols = withTicket(await ticketFor(person));
    const results = await Promise.all(
      Array.from({ length: 30 }, () => connect({ cookie: person.cookie, protocols })),
    );
    expect(results.filter((result) => result instanceof WebSocket)).toHaveLength(1);
  });
});

test("a console is opened for its host only, by those who may watch", async () => {
  const root = await new TestBrowser(api).login("root@example.org");
  const host = { name: "web1", address: "192.0.2.7", username: "admin", password: "secret" };
  const { id } = (await root.send("POST", "/hosts", host)).json();
  const person = await viewer();
  const protocols = withTicket(await ticketFor(person, { purpose: "console", hostId: id }));
  expect(await connect({ path: `/ws/console/${id}`, cookie: person.cookie, protocols })).toBeInstanceOf(
    WebSocket,
  );
  expect(consoles).toEqual([`viewer@example.org ${id}`]);
});

test("logging out closes the sockets of this login and of no other", async () => {
  const leaving = await viewer();
  const staying = await viewer();
  const [closing, other] = [await connectAs(leaving), await connectAs(staying)];
  const closed = once(closing, "close");
  await leaving.send("POST", "/logout");
  expect((await closed)[0]).toBe(4401);
  expect(other.readyState).toBe(WebSocket.OPEN);
});

test("who is to be told something new has his sockets opened anew, and stays logged in", async () => {
  const root = await new TestBrowser(api).login("root@example.org");
  const id = await addUser(api, "typist@example.org", "operator");
  const person = await new TestBrowser(api).login("typist@example.org");
  const [closing, other] = [await connectAs(person), await connectAs(await viewer())];
  const closed = once(closing, "close");
  expect((await root.send("PATCH", `/users/${id}`, { keepTyping: true })).statusCode).toBe(200);
  expect((await closed)[0]).toBe(1001);
  expect(other.readyState).toBe(WebSocket.OPEN);
  expect((await connectAs(person)).readyState).toBe(WebSocket.OPEN);
});

test("a person has room for a wall of consoles, and no more", async () => {
  const person = await viewer();
  for (let i = 0; i < 60; i += 1) await connectAs(person);
  const protocols = withTicket(await ticketFor(person));
  expect(await connect({ cookie: person.cookie, protocols })).toBe(429);
});

test("a browser that sends on a live socket is closed", async () => {
  const socket = await connectAs(await viewer());
  const closed = once(socket, "close");
  socket.send("hello");
  expect((await closed)[0]).toBe(1008);
});

test("a browser that does not read is cut off and costs no more memory", async () => {
  const slow = await connectAs(await viewer());
  const quick = await connectAs(await viewer());
  slow.pause();
  let received = 0;
  quick.on("message", () => {
    received += 1;
  });
  const id = "x".repeat(60_000);
  const cut = once(slow, "close");
  const sent = 500;
  for (let i = 0; i < sent; i += 1) {
    bus.publish({ type: "host-removed", id });
    await new Promise((resolve) => setImmediate(resolve));
  }
  slow.resume();
  await cut;
  await expect.poll(() => received).toBe(sent);
});
