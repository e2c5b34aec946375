import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AddressLimiter } from "@/server/services/access/address-limiter";
import { addUser, PASSWORD, startTestApi, type TestApi, TestBrowser } from "./testing/test-api";

let api: TestApi;
let administratorId: string;

beforeAll(async () => {
  api = await startTestApi();
  administratorId = await addUser(api, "root@example.org", "administrator");
});
afterAll(() => api.stop());

const browser = () => new TestBrowser(api);
const auditOf = async (action: string) =>
  (await api.services.stores.audit.list({ action, limit: 1000 })).entries;

describe("login", () => {
  test("gives a cookie that scripts cannot read and other sites do not send", async () => {
    const response = await browser().send("POST", "/login", {
      email: "Root@Example.org ",
      password: PASSWORD,
    });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ user: { email: "root@example.org", role: "administrator" } });
    const cookie = String(response.headers["set-cookie"]);
    expect(cookie).toMatch(/^lightsout=/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    expect(cookie).toMatch(/Path=\//i);
    expect((await auditOf("login.success")).at(0)).toMatchObject({
      actor: "root@example.org",
      outcome: "ok",
    });
  });

  test("behind https gives a cookie for this host over https only", async () => {
    const secure = await startTestApi(new URL("https://console.example.net"));
    await addUser(secure, "root@example.org", "administrator");
    const person = new TestBrowser(secure);
    const response = await person.send("POST", "/login", { email: "root@example.org", password: PASSWORD });
    expect(String(response.headers["set-cookie"])).toMatch(/^__Host-lightsout=.*Path=\/;.*Secure/i);
    expect(String(response.headers["set-cookie"])).not.toMatch(/Domain/i);
    expect((await person.send("GET", "/hosts")).statusCode).toBe(200);
    await secure.stop();
  });

  test("is limited by network address, whatever the account, and a right password does not count", async () => {
    const { services } = api;
    const { tries } = services;
    Object.assign(services, { tries: new AddressLimiter({ burst: 3, refillMs: 60_000 }) });
    try {
      for (let i = 0; i < 5; i += 1) await browser().login("root@example.org");
      const statuses: number[] = [];
      for (let i = 0; i < 4; i += 1) {
        const input = { email: `guess${i}@example.org`, password: "wrong" };
        const response = await browser().send("POST", "/login", input);
        statuses.push(response.statusCode);
        if (i === 3) expect(Number(response.headers["retry-after"])).toBeGreaterThan(0);
      }
      expect(statuses).toEqual([401, 401, 401, 429]);
    } finally {
      Object.assign(services, { tries });
    }
  });

  test("answers the same to a wrong password, a stranger and a disabled user", async () => {
    const id = await addUser(api, "gone@example.org", "viewer");
    await api.services.stores.users.update(id, { disabled: true });
    const bodies = await Promise.all(
      [
        { email: "root@example.org", password: "wrong" },
        { email: "stranger@example.org", password: "wrong" },
        { email: "not an address", password: "wrong" },
        { email: "gone@example.org", password: PASSWORD },
      ].map(async (input) => {
        const { requestId, ...body } = (await browser().send("POST", "/login", input)).json();
        expect(requestId).toBeTruthy();
        return body;
      }),
    );
    expect(bodies[0]).toMatchObject({ status: 401, code: "unauthenticated" });
    for (const body of bodies) expect(body).toEqual(bodies[0]);
  });

  test("ends in the engine, not only in the browser", async () => {
    const person = await browser().login("root@example.org");
    const { cookie } = person;
    expect((await person.send("POST", "/logout")).statusCode).toBe(204);
    const thief = browser();
    thief.cookie = cookie;
    expect((await thief.send("GET", "/hosts")).statusCode).toBe(401);
  });
});

describe("lockout", () => {
  beforeEach(() => api.advance(16 * 60_000));

  test.each(["victim@example.org", "nobody@example.org"])(
    "of thirty guesses at once at %s at most five are looked at",
    async (email) => {
      if (email.startsWith("victim")) await addUser(api, email, "viewer");
      const answers = await Promise.all(
        Array.from({ length: 30 }, () => browser().send("POST", "/login", { email, password: "wrong" })),
      );
      const statuses = answers.map((answer) => answer.statusCode);
      const count = (wanted: (status: number) => boolean) => statuses.filter(wanted).length;
      // A database that cannot take thirty at once in time refuses some by itself; without that, the counts are exact.
      const refusedByDatabase = count((status) => status === 500 || status === 503);
      expect(count((status) => status === 401)).toBeLessThanOrEqual(5);
      expect(count((status) => status === 401)).toBeGreaterThanOrEqual(5 - refusedByDatabase);
      expect(count((status) => status === 401 || status === 423)).toBe(30 - refusedByDatabase);
      expect(statuses).toContain(423);
      const right = await browser().send("POST", "/login", { email, password: PASSWORD });
      expect(right.statusCode).toBe(423);
    },
  );

  test("is over after 15 minutes, and a login takes the count back", async () => {
    const id = await addUser(api, "clumsy@example.org", "viewer");
    const wrong = { email: "clumsy@example.org", password: "wrong" };
    for (let i = 0; i < 5; i += 1) await browser().send("POST", "/login", wrong);
    expect((await browser().send("POST", "/login", wrong)).statusCode).toBe(423);
    api.advance(15 * 60_000 + 1000);
    await browser().login("clumsy@example.org");
    expect((await api.services.stores.users.find(id))?.lockedUntil).toBeNull();
    for (let i = 0; i < 4; i += 1) await browser().send("POST", "/login", wrong);
    await browser().login("clumsy@example.org");
  });

  test("is lifted by an administrator", async () => {
    const id = await addUser(api, "locked@example.org", "viewer");
    const wrong = { email: "locked@example.org", password: "wrong" };
    for (let i = 0; i < 6; i += 1) await browser().send("POST", "/login", wrong);
    const root = await browser().login("root@example.org");
    const [user] = (await root.send("GET", "/users")).json().users.filter((u: { id: string }) => u.id === id);
    expect(user.lockedUntil).not.toBeNull();
    expect((await root.send("PATCH", `/users/${id}`, { unlock: true })).json().lockedUntil).toBeNull();
    await browser().login("locked@example.org");
  });
});

describe("a login ends when", () => {
  test.each([
    ["the role changes", { role: "operator" }],
    ["the user is disabled", { disabled: true }],
    ["an administrator sets a new password", { password: "another long password" }],
  ])("%s", async (what, change) => {
    const email = `${what.replaceAll(" ", "-")}@example.org`;
    const id = await addUser(api, email, "viewer");
    const person = await browser().login(email);
    const root = await browser().login("root@example.org");
    const heard: string[] = [];
    const unsubscribe = api.services.revocations.subscribe((r) => heard.push(`${r.userId} ${r.scope}`));
    expect((await root.send("PATCH", `/users/${id}`, change)).statusCode).toBe(200);
    unsubscribe();
    expect(heard).toEqual([`${id} all`]);
    expect((await person.send("GET", "/hosts")).statusCode).toBe(401);
  });

  test("the person ends it elsewhere, and only one's own", async () => {
    const first = await browser().login("root@example.org");
    const second = await browser().login("root@example.org");
    await addUser(api, "other@example.org", "viewer");
    const other = await browser().login("other@example.org");
    const { logins } = (await second.send("GET", "/account/logins")).json();
    const current = logins.find((login: { current: boolean }) => login.current);
    expect((await other.send("DELETE", `/account/logins/${current.id}`)).statusCode).toBe(404);
    expect((await first.send("DELETE", `/account/logins/${current.id}`)).statusCode).toBe(204);
    expect((await second.send("GET", "/hosts")).statusCode).toBe(401);
    expect((await first.send("GET", "/hosts")).statusCode).toBe(200);
  });

  test("the password is changed, except the one that changed it", async () => {
    await addUser(api, "changer@example.org", "viewer");
    const here = await browser().login("changer@example.org");
    const there = await browser().login("changer@example.org");
    const wrong = await here.send("POST", "/account/password", {
      current: "wrong",
      next: "a new password 1",
    });
    expect(wrong.json()).toMatchObject({ code: "invalid", fields: [{ field: "current" }] });
    const right = await here.send("POST", "/account/password", {
      current: PASSWORD,
      next: "a new password 1",
    });
    expect(right.statusCode).toBe(204);
    expect((await here.send("GET", "/hosts")).statusCode).toBe(200);
    expect((await there.send("GET", "/hosts")).statusCode).toBe(401);
    await browser().login("changer@example.org", "a new password 1");
  });
});

describe("the last administrator", () => {
  test.each([
    ["removed", "DELETE", undefined],
    ["disabled", "PATCH", { disabled: true }],
    ["demoted", "PATCH", { role: "viewer" }],
  ] as const)("cannot be %s", async (_what, method, body) => {
    const root = await browser().login("root@example.org");
    const response = await root.send(method, `/users/${administratorId}`, body);
    expect(response.json()).toMatchObject({ status: 409, code: "conflict" });
  });

  test("stays when two administrators demote each other at once", async () => {
    const second = await addUser(api, "second@example.org", "administrator");
    const root = await browser().login("root@example.org");
    const answers = await Promise.all([
      root.send("PATCH", `/users/${second}`, { role: "viewer" }),
      (await browser().login("second@example.org")).send("PATCH", `/users/${administratorId}`, {
        role: "viewer",
      }),
    ]);
    expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1);
    expect(await api.services.stores.users.hasAdministrator()).toBe(true);
    await api.services.stores.users.update(administratorId, { role: "administrator" });
  });
});
