import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { type Role, roles } from "@/lib/contracts/access";
import { allows, type Permission } from "@/lib/permissions";
import { ApiUser } from "./fixtures/api";
import { Engine } from "./fixtures/engine";
import { IpmiSimulator } from "./fixtures/ipmi-sim";
import { temporaryFolder } from "./fixtures/temporary-folder";

interface Attempt {
  readonly what: string;
  readonly permission: Permission;
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  readonly path: string;
  readonly data?: object;
}

const attempts: readonly Attempt[] = [
  { what: "lists hosts", permission: "host.read", method: "get", path: "/hosts" },
  { what: "reads sensors", permission: "host.read", method: "get", path: "/hosts/:id/sensors" },
  { what: "reads events", permission: "host.read", method: "get", path: "/hosts/:id/events" },
  {
    what: "exports sensors",
    permission: "host.read",
    method: "get",
    path: "/hosts/:id/sensors/export?format=csv",
  },
  {
    what: "edits a host",
    permission: "host.write",
    method: "patch",
    path: "/hosts/:id",
    data: { note: "seen" },
  },
  { what: "asks for a poll", permission: "host.poll", method: "post", path: "/hosts/:id/poll", data: {} },
  {
    what: "switches power",
    permission: "power.control",
    method: "post",
    path: "/hosts/:id/power",
    data: { verb: "on" },
  },
  {
    what: "sets the boot device",
    permission: "boot.control",
    method: "put",
    path: "/hosts/:id/boot",
    data: { device: "pxe" },
  },
  {
    what: "opens a console to watch",
    permission: "console.read",
    method: "post",
    path: "/ws-tickets",
    data: { purpose: "console", hostId: ":id" },
  },
  { what: "reads a host's audit", permission: "audit.host", method: "get", path: "/hosts/:id/audit" },
  { what: "reads the audit", permission: "audit.read", method: "get", path: "/audit" },
  { what: "exports the audit", permission: "audit.read", method: "get", path: "/audit/export?format=csv" },
  { what: "lists users", permission: "user.manage", method: "get", path: "/users" },
  { what: "lists own logins", permission: "account.self", method: "get", path: "/account/logins" },
];

test.describe("who may do what", () => {
  let folder: string;
  let engine: Engine;
  let simulator: IpmiSimulator;
  let host: string;
  const people = new Map<Role, ApiUser>();

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    folder = await temporaryFolder();
    simulator = new IpmiSimulator({ folder: join(folder, "bmc"), address: "127.2.35.1" });
    await simulator.start("on");
    engine = new Engine({ dataFolder: join(folder, "data") });
    await engine.start();
    const admin = await ApiUser.firstAdministrator(engine);
    people.set("administrator", admin);
    for (const role of roles.filter((r) => r !== "administrator")) {
      const email = `${role}@example.com`;
      await admin.createUser(role, email, "a long enough password");
      people.set(role, await ApiUser.login(engine, email, "a long enough password"));
    }
    host = (await admin.addHost("roles", simulator, simulator)).id;
    await admin.untilOnline(host);
  });

  test.afterAll(async () => {
    for (const person of people.values()) await person.dispose();
    await engine?.stop();
    await simulator?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function attempt(person: ApiUser, a: Attempt): Promise<number> {
    const path = `/api/v1${a.path.replace(":id", host)}`;
    const data = a.data && JSON.parse(JSON.stringify(a.data).replace(":id", host));
    const answer = await person.http[a.method](path, data === undefined ? {} : { data });
    // An action still running on the host is a conflict, not a denial: wait for it.
    if (a.permission === "power.control" && answer.ok()) await person.finished(await answer.json());
    return answer.status();
  }

  for (const role of roles) {
    for (const a of attempts) {
      const allowed = allows(role, a.permission);
      test(`${role} ${a.what}: ${allowed ? "allowed" : "denied"}`, async () => {
        const person = people.get(role);
        expect(person).toBeDefined();
        const status = person ? await attempt(person, a) : 0;
        if (allowed) expect(status).toBeLessThan(300);
        else expect(status).toBe(403);
      });
    }
  }

  test("a denied attempt is in the audit, with who and where from", async () => {
    const audit = (await people.get("administrator")?.audit()) ?? [];
    const denied = audit.filter(
      (entry) => entry.outcome === "denied" && entry.actor === "viewer@example.com",
    );
    expect(denied.some((entry) => entry.hostId === host || entry.detail.includes("power"))).toBe(true);
    expect(denied.every((entry) => entry.from !== "")).toBe(true);
  });

  test("without the custom header or from another origin nothing is changed", async () => {
    const admin = people.get("administrator");
    const foreign = await admin?.http.post(`/api/v1/hosts/${host}/power`, {
      data: { verb: "off" },
      headers: { origin: "https://evil.example" },
    });
    expect(foreign?.status()).toBe(403);
    const bare = await admin?.http.post(`/api/v1/hosts/${host}/power`, {
      data: { verb: "off" },
      headers: { "x-lightsout": "" },
    });
    expect(bare?.status()).toBe(403);
    expect(simulator.actions().filter((done) => done.operation === "power 0")).toEqual([]);
  });

  test("five wrong passwords lock the account, also for the right one", async () => {
    const admin = people.get("administrator");
    await admin?.createUser("viewer", "locked@example.com", "a long enough password");
    const login = (password: string) =>
      admin?.http.post("/api/v1/login", { data: { email: "locked@example.com", password } });
    for (let i = 0; i < 5; i++) expect((await login("wrong wrong wrong"))?.status()).toBe(401);
    expect((await login("a long enough password"))?.status()).toBe(423);
  });
});
