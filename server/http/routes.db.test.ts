import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Role, roles } from "@/lib/contracts/access";
import { defaultConsolePolicy } from "@/lib/contracts/recording";
import { allows } from "@/lib/permissions";
import { refuseRouteWithoutAccess } from "./access-hook";
import type { RouteAccess } from "./caller";
import { addUser, startTestApi, type TestApi, TestBrowser } from "./testing/test-api";

interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly access: RouteAccess;
  readonly body?: object;
  /** Calling it ends the caller's login. */
  readonly logsOut?: true;
}

const host = { name: "h", address: "192.0.2.1", username: "u", password: "p" };

const policies = { default: defaultConsolePolicy, tags: [], hosts: [] };
const rule = { name: "r", pattern: "panic", severity: "critical", enabled: true };

/** Every route, with a body that is good enough to get past the parser. */
const table: readonly Route[] = [
  { method: "GET", path: "/me", access: "public" },
  {
    method: "POST",
    path: "/setup",
    access: "public",
    body: { token: "x", email: "a@b.org", name: "a", password: "x".repeat(12) },
  },
  { method: "POST", path: "/login", access: "public", body: { email: "a", password: "b" } },
  { method: "POST", path: "/logout", access: "authenticated", logsOut: true },
  {
    method: "POST",
    path: "/account/password",
    access: "account.self",
    body: { current: "x", next: "y".repeat(12) },
  },
  { method: "GET", path: "/account/logins", access: "account.self" },
  { method: "DELETE", path: "/account/logins/:id", access: "account.self" },
  { method: "GET", path: "/users", access: "user.manage" },
  {
    method: "POST",
    path: "/users",
    access: "user.manage",
    body: { email: "n@b.org", name: "n", role: "viewer", password: "x".repeat(12) },
  },
  { method: "PATCH", path: "/users/:id", access: "user.manage", body: {} },
  { method: "DELETE", path: "/users/:id", access: "user.manage" },
  { method: "GET", path: "/hosts", access: "host.read" },
  { method: "GET", path: "/hosts/:id", access: "host.read" },
  { method: "POST", path: "/hosts", access: "host.write", body: host },
  { method: "PATCH", path: "/hosts/:id", access: "host.write", body: {} },
  { method: "DELETE", path: "/hosts/:id", access: "host.write" },
  { method: "POST", path: "/hosts/:id/poll", access: "host.poll" },
  { method: "POST", path: "/connection-tests", access: "host.write", body: { hostId: "x" } },
  { method: "GET", path: "/hosts/:id/sensors", access: "host.read" },
  { method: "GET", path: "/hosts/:id/sensors/export?format=csv", access: "host.read" },
  { method: "GET", path: "/hosts/:id/events", access: "host.read" },
  { method: "GET", path: "/hosts/:id/events/export?format=csv", access: "host.read" },
  { method: "GET", path: "/hosts/:id/inventory", access: "host.read" },
  { method: "GET", path: "/hosts/:id/boot", access: "host.read" },
  { method: "GET", path: "/hosts/:id/console/recording", access: "console.read" },
  { method: "GET", path: "/hosts/:id/console/stretch", access: "console.read" },
  { method: "GET", path: "/hosts/:id/console/marks", access: "console.read" },
  { method: "GET", path: "/hosts/:id/console/typed?since=2026-11-23T00:00:00Z", access: "console.typed" },
  { method: "GET", path: "/hosts/:id/console/export?format=raw", access: "console.search" },
  { method: "POST", path: "/hosts/:id/console/verification", access: "console.search" },
  { method: "GET", path: "/hosts/:id/console/doctor", access: "console.read" },
  {
    method: "POST",
    path: "/hosts/:id/console/doctor/fix",
    access: "console.manage",
    body: { fix: "enable-sol" },
  },
  { method: "POST", path: "/console/search", access: "console.search", body: { pattern: "x" } },
  { method: "GET", path: "/console/policy", access: "console.manage" },
  { method: "PUT", path: "/console/policy", access: "console.manage", body: policies },
  { method: "GET", path: "/console/rules", access: "console.manage" },
  { method: "POST", path: "/console/rules", access: "console.manage", body: rule },
  { method: "PUT", path: "/console/rules/:id", access: "console.manage", body: rule },
  { method: "DELETE", path: "/console/rules/:id", access: "console.manage" },
  { method: "POST", path: "/hosts/:id/power", access: "power.control", body: { verb: "on" } },
  { method: "POST", path: "/hosts/:id/identify", access: "identify.control", body: { mode: "on" } },
  { method: "PUT", path: "/hosts/:id/boot", access: "boot.control", body: { device: "pxe" } },
  { method: "POST", path: "/hosts/:id/events/clear", access: "events.clear", body: {} },
  { method: "POST", path: "/hosts/:id/bmc-reset", access: "bmc.reset", body: { confirmName: "x" } },
  { method: "GET", path: "/ipmi-shell/verbs", access: "shell.use" },
  { method: "POST", path: "/hosts/:id/ipmi-shell", access: "shell.use", body: { line: "mc info" } },
  { method: "GET", path: "/learnt-logins", access: "host.write" },
  { method: "DELETE", path: "/demo", access: "host.write" },
  { method: "GET", path: "/hosts/:id/actions", access: "host.read" },
  { method: "GET", path: "/actions/:id", access: "host.read" },
  { method: "GET", path: "/audit", access: "audit.read" },
  { method: "GET", path: "/audit/export?format=csv", access: "audit.read" },
  { method: "GET", path: "/hosts/:id/audit", access: "audit.host" },
  { method: "POST", path: "/ws-tickets", access: "authenticated", body: { purpose: "live" } },
  { method: "GET", path: "/openapi.json", access: "public" },
];

let api: TestApi;
const people = new Map<Role, TestBrowser>();

beforeAll(async () => {
  api = await startTestApi();
  for (const role of roles) {
    await addUser(api, `${role}@example.org`, role);
    people.set(role, await new TestBrowser(api).login(`${role}@example.org`));
  }
});
afterAll(() => api.stop());

const pathOf = ({ path }: Route) => path.replace(":id", "none");

const guarded = table.filter(({ access }) => access !== "public");

test.each(guarded)("$method $path is refused to strangers, and to a cookie that is none", async (route) => {
  const stranger = new TestBrowser(api);
  expect((await stranger.send(route.method, pathOf(route), route.body)).statusCode).toBe(401);
  stranger.cookie = "lightsout=forged.c2lnbmF0dXJl";
  expect((await stranger.send(route.method, pathOf(route), route.body)).statusCode).toBe(401);
});

const matrix = guarded
  .filter(({ logsOut }) => !logsOut)
  .flatMap((route) => roles.map((role) => ({ ...route, role, allowed: isAllowed(role, route.access) })));

test.each(matrix)("$method $path as $role: allowed $allowed", async ({ role, allowed, ...route }) => {
  const person = people.get(role) as TestBrowser;
  const { statusCode, body } = await person.send(route.method, pathOf(route), route.body);
  if (allowed) expect([401, 403], body).not.toContain(statusCode);
  else expect(statusCode, body).toBe(403);
  expect(statusCode, body).toBeLessThan(500);
});

function isAllowed(role: Role, access: RouteAccess): boolean {
  return access === "public" || access === "authenticated" || allows(role, access);
}

test("the table has every route there is, with who may call it", async () => {
  const { paths } = (await api.app.inject({ url: "/api/v1/openapi.json" })).json();
  const registered = Object.entries<Record<string, { "x-access": string }>>(paths).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, route]) => `${method} ${path} ${route["x-access"]}`),
  );
  const known = table
    .filter(({ path }) => path !== "/openapi.json")
    .map(({ method, path, access }) => {
      const described = path.split("?", 1)[0]?.replace(":id", "{id}");
      return `${method.toLowerCase()} /api/v1${described} ${access}`;
    });
  expect(registered.sort()).toEqual(known.sort());
});

test("a route that does not say who may call it does not start", () => {
  const route = { method: "GET", url: "/api/v1/x", path: "/x", prefix: "", routePath: "/x" } as const;
  const handler = async () => null;
  expect(() => refuseRouteWithoutAccess({ ...route, handler })).toThrow(/does not declare/);
});

test("a denied attempt is in the audit", async () => {
  await people.get("viewer")?.send("GET", "/audit");
  const [entry] = (await api.services.stores.audit.list({ action: "access.denied", limit: 1 })).entries;
  expect(entry).toMatchObject({
    actor: "viewer@example.org",
    outcome: "denied",
    detail: "audit.read: GET /api/v1/audit",
  });
});

describe("a request that changes something", () => {
  const send = (headers: Record<string, string>, payload: string | object = { purpose: "live" }) =>
    api.app.inject({
      method: "POST",
      url: "/api/v1/ws-tickets",
      headers: { cookie: people.get("viewer")?.cookie ?? "", host: "lightsout.test", ...headers },
      payload,
    });

  test("needs our header", async () => {
    expect((await send({})).statusCode).toBe(403);
    expect((await send({ "x-lightsout": "1" })).statusCode).toBe(200);
  });

  test.each<Record<string, string>>([
    { origin: "http://evil.test" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
  ])("is refused with %j", async (headers) => {
    expect((await send({ "x-lightsout": "1", ...headers })).statusCode).toBe(403);
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])(
    "is refused as %s",
    async (type) => {
      const response = await send({ "x-lightsout": "1", "content-type": type }, '{"purpose":"live"}');
      expect(response.json()).toMatchObject({ status: 415, code: "invalid" });
    },
  );

  test("may have 256 KiB", async () => {
    const response = await send({ "x-lightsout": "1" }, { purpose: "x".repeat(256 * 1024) });
    expect(response.json()).toMatchObject({ status: 413, code: "invalid" });
  });
});

describe("answers", () => {
  test.each(["/api/v1/me", "/api/v1/hosts", "/api/v1/none", "/api/none", "/api/v1/hosts/%zz"])(
    "of %s are not kept, framed or sniffed",
    async (url) => {
      const { headers } = await api.app.inject({ url });
      expect(headers).toMatchObject({
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
      });
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    },
  );

  test("of errors are problems with the request's id", async () => {
    for (const url of ["/api/v1/none", "/api/v1/hosts", "/api/v1/hosts/%zz", "/api/v1/audit?limit=0"]) {
      const response = await api.app.inject({ url });
      expect(response.headers["content-type"]).toContain("application/problem+json");
      expect(response.json()).toMatchObject({ type: "about:blank", status: response.statusCode });
      expect(response.json().requestId).toBe(response.headers["x-request-id"]);
    }
  });

  test("of failures inside tell nothing", async () => {
    const { sensors } = api.fleet;
    api.fleet.sensors = () => {
      throw new Error("secret detail");
    };
    const root = people.get("administrator") as TestBrowser;
    const created = (
      await root.send("POST", "/hosts", { ...host, name: "failing", address: "192.0.2.2" })
    ).json();
    const response = await root.send("GET", `/hosts/${created.id}/sensors`);
    api.fleet.sensors = sensors;
    expect(response.json()).toMatchObject({ status: 500, code: "internal" });
    expect(response.body).not.toContain("secret detail");
  });
});

test("the page of the description loads nothing from elsewhere", async () => {
  const page = await api.app.inject({ url: "/api/docs" });
  expect(page.statusCode).toBe(200);
  expect(page.headers["content-security-policy"]).not.toContain("unsafe-inline");
  expect(page.body).not.toMatch(/(src|href)="(https?:)?\/\//);
});
