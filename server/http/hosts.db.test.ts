import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { SecretCorruptError } from "@/server/services/secrets/envelope";
import { openVault } from "@/server/services/secrets/vault";
import { addUser, startTestApi, type TestApi, TestBrowser } from "./testing/test-api";

const CANARY = "canary-7f3a9c";
let api: TestApi;
let root: TestBrowser;

beforeAll(async () => {
  api = await startTestApi();
  await addUser(api, "root@example.org", "administrator");
  root = await new TestBrowser(api).login("root@example.org");
});
afterEach(async () => {
  for (const { id } of await api.services.stores.hosts.list()) await api.services.stores.hosts.remove(id);
  api.fleet.told.length = 0;
});
afterAll(() => api.stop());

const web1 = { name: "web1", address: "192.0.2.7", username: "admin", password: CANARY };

async function addHost(input: object = web1) {
  const response = await root.send("POST", "/hosts", input);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

const codes = (response: { json(): { fields?: { field: string; code: string }[] } }) =>
  (response.json().fields ?? []).map(({ field, code }) => `${field} ${code}`);

describe("adding", () => {
  test("stores the host, seals its secrets, tells the poller and the audit", async () => {
    const host = await addHost({ ...web1, bmcKey: "key-text", tags: ["rack:1"], note: "n" });
    expect(host).toMatchObject({ name: "web1", port: 623, hasBmcKey: true, contact: { state: "new" } });
    expect((await root.send("GET", "/hosts")).json().hosts).toHaveLength(1);
    expect((await root.send("GET", `/hosts/${host.id}`)).json()).toEqual(host);
    const { secrets, stores } = api.services;
    const sealed = await stores.secrets.find(host.id, "password");
    expect(sealed && secrets.open(sealed)).toBe(CANARY);
    expect(api.fleet.told).toEqual(["added web1"]);
    const [entry] = (await root.send("GET", `/hosts/${host.id}/audit`)).json().entries;
    expect(entry).toMatchObject({
      action: "host.create",
      actor: "root@example.org",
      hostName: "web1",
      outcome: "ok",
    });
  });

  test.each([
    [{ ...web1, address: "http://192.0.2.7" }, ["address address-has-scheme"]],
    [{ ...web1, address: "224.0.0.1" }, ["address address-multicast"]],
    [{ ...web1, address: "" }, ["address required"]],
    [{ ...web1, port: 0 }, ["port bad-port"]],
    [{ ...web1, port: 65536 }, ["port bad-port"]],
    [{ ...web1, password: "x".repeat(21) }, ["password password-too-long"]],
    [{ ...web1, password: "pässword" }, ["password not-ascii"]],
    [{ ...web1, username: "x".repeat(17) }, ["username username-too-long"]],
    [{ ...web1, bmcKey: "0x1234" }, []],
    [{ ...web1, bmcKey: `0x${"g".repeat(40)}` }, ["bmcKey bad-bmc-key"]],
    [{ ...web1, name: "" }, ["name required"]],
    [{ ...web1, name: "a\u0007b" }, ["name control-characters"]],
    [{ ...web1, tags: ["has space"] }, ["tags.0 bad-tag"]],
    [{ ...web1, role: "administrator" }, ["role unrecognized-keys"]],
    [{ ...web1, address: { not: "" } }, ["address invalid-type"]],
  ])("answers %j with what is wrong at which field", async (input, expected) => {
    const response = await root.send("POST", "/hosts", input);
    expect(codes(response)).toEqual(expected);
    expect(response.statusCode).toBe(expected.length > 0 ? 400 : 200);
    for (const { message } of response.json().fields ?? []) expect(message).toMatch(/\.$/);
    expect(response.body).not.toContain(CANARY);
  });

  test("refuses a name or a BMC that another host has, in whatever spelling", async () => {
    await addHost({ ...web1, address: "2001:db8::7" });
    const response = await root.send("POST", "/hosts", { ...web1, address: "[2001:DB8:0::0:7]" });
    expect(response.statusCode).toBe(409);
    expect(codes(response)).toEqual(["name duplicate-name", "address duplicate-address"]);
    await addHost({ ...web1, name: "web2", address: "2001:db8::7", port: 6230 });
  });

  test("of two at once with the same name one is refused", async () => {
    const both = await Promise.all([
      root.send("POST", "/hosts", web1),
      root.send("POST", "/hosts", { ...web1, address: "192.0.2.8" }),
    ]);
    expect(both.map((response) => response.statusCode).sort()).toEqual([200, 409]);
    expect(await api.services.stores.hosts.list()).toHaveLength(1);
  });

  test("leaves nothing when the audit cannot be written", async () => {
    const { services } = api;
    const { transaction } = services.stores;
    const broken = {
      ...services.stores,
      transaction: ((work) =>
        transaction((tx) =>
          work({
            ...tx,
            audit: { ...tx.audit, insert: () => Promise.reject(new Error("disk full")) },
          }),
        )) as typeof transaction,
    };
    Object.assign(services, { stores: broken });
    try {
      const response = await root.send("POST", "/hosts", web1);
      expect(response.json()).toMatchObject({ status: 503, code: "unavailable" });
    } finally {
      Object.assign(services, { stores: { ...broken, transaction } });
    }
    expect(await services.stores.hosts.list()).toEqual([]);
    expect(api.fleet.told).toEqual([]);
  });
});

describe("editing", () => {
  test("changes what is given and keeps the rest", async () => {
    const { id } = await addHost();
    const response = await root.send("PATCH", `/hosts/${id}`, { note: "moved", tags: ["b"] });
    expect(response.json()).toMatchObject({ note: "moved", tags: ["b"], name: "web1", username: "admin" });
    expect(api.fleet.told).toEqual(["added web1", "changed web1"]);
  });

  test.each([{ address: "192.0.2.99" }, { port: 624 }, { address: "attacker.example" }])(
    "to %j needs the password again: stored secrets stay with their address",
    async (change) => {
      const { id } = await addHost({ ...web1, bmcKey: "k" });
      const refused = await root.send("PATCH", `/hosts/${id}`, change);
      expect(codes(refused)).toEqual([
        "password password-needed-for-new-address",
        "bmcKey key-needed-for-new-address",
      ]);
      const test = await root.send("POST", "/connection-tests", { hostId: id, ...change });
      expect(codes(test)).toHaveLength(2);
      const given = await root.send("PATCH", `/hosts/${id}`, { ...change, password: "new", bmcKey: "" });
      expect(given.json()).toMatchObject({ ...change, hasBmcKey: false });
      expect(api.fleet.told.at(-1)).toBe("changed web1 reconnect");
    },
  );

  test("the same address in another spelling is the same address", async () => {
    const { id } = await addHost({ ...web1, address: "bmc1.example" });
    const response = await root.send("PATCH", `/hosts/${id}`, { address: "BMC1.example.", note: "x" });
    expect(response.statusCode).toBe(200);
    expect(api.fleet.told.at(-1)).toBe("changed web1");
  });

  test("a new password gets a new version, and the old ciphertext no longer fits", async () => {
    const { id } = await addHost();
    const { stores, secrets } = api.services;
    const old = await stores.secrets.find(id, "password");
    await root.send("PATCH", `/hosts/${id}`, { password: "second" });
    const next = await stores.secrets.find(id, "password");
    expect(next).toMatchObject({ version: 2 });
    expect(next && secrets.open(next)).toBe("second");
    expect(() => old && secrets.open({ ...old, version: 2 })).toThrow(SecretCorruptError);
  });

  test("accepting the identity forgets the enrolled one", async () => {
    const { id } = await addHost();
    const enrolment = {
      enrolledAt: new Date(),
      guid: "00",
      signs: null,
      cipherSuite: 17,
      device: null,
      login: null,
    };
    await api.services.stores.hosts.saveEnrolment(id, enrolment);
    const response = await root.send("PATCH", `/hosts/${id}`, { acceptIdentity: true });
    expect(response.json()).toMatchObject({ guid: null, enrolledAt: null, cipherSuite: null });
  });

  test("of a host that is not there is not found", async () => {
    expect((await root.send("PATCH", "/hosts/none", { note: "x" })).statusCode).toBe(404);
    expect((await root.send("DELETE", "/hosts/none")).statusCode).toBe(404);
  });
});

test("removing takes secrets and events along and leaves the audit", async () => {
  const { id } = await addHost();
  expect((await root.send("DELETE", `/hosts/${id}`)).statusCode).toBe(204);
  expect(await api.services.stores.secrets.find(id, "password")).toBeNull();
  expect(api.fleet.told).toEqual(["added web1", `removed ${id}`]);
  const { entries } = (await root.send("GET", `/hosts/${id}/audit`)).json();
  expect(entries.map((entry: { action: string }) => entry.action)).toEqual(["host.remove", "host.create"]);
});

test("a connection test tells each step as a line and is in the audit", async () => {
  const { name: _, ...reach } = web1;
  const response = await root.send("POST", "/connection-tests", reach);
  expect(response.headers["content-type"]).toContain("application/x-ndjson");
  const lines = response.body
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map((line) => `${line.step} ${line.status}`)).toEqual(["name running", "name ok"]);
  const [entry] = (await root.send("GET", "/audit?action=host.test")).json().entries;
  expect(entry).toMatchObject({ outcome: "ok", detail: "192.0.2.7:623, firmware 1.02" });
});

test("events come in pages, newest first, each once", async () => {
  const { id: hostId } = await addHost();
  const events = Array.from({ length: 25 }, (_, i) => ({
    hostId,
    fingerprint: `f${i}`,
    recordId: i,
    recordType: 2,
    timestamp: null,
    clock: "set" as const,
    sensor: i % 2 ? "Fan" : "=cmd()",
    sensorType: "Fan",
    direction: "asserted" as const,
    text: `event ${i}`,
    severity: "warning" as const,
    raw: new Uint8Array([i]),
    receivedAt: new Date(),
  }));
  expect(await api.services.stores.events.insert(events)).toHaveLength(25);
  expect(await api.services.stores.events.insert(events)).toHaveLength(0);
  const seen: number[] = [];
  let before = "";
  do {
    const page = (await root.send("GET", `/hosts/${hostId}/events?limit=10${before}`)).json();
    seen.push(...page.events.map((event: { recordId: number }) => event.recordId));
    before = page.next === null ? "" : `&before=${page.next}`;
  } while (before);
  expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => 24 - i));

  const present = async () => (await root.send("GET", `/hosts/${hostId}/events`)).json().events.length;
  await api.services.stores.events.reconcile(hostId, ["f3"], new Date());
  expect(await present()).toBe(1);
  await api.services.stores.events.reconcile(hostId, ["f3", "f4"], new Date());
  expect(await present()).toBe(2);
  await api.services.stores.events.reconcile(hostId, [], new Date());
  expect(await present()).toBe(0);
  const csv = await root.send("GET", `/hosts/${hostId}/events/export?format=csv`);
  expect(csv.headers["content-disposition"]).toBe('attachment; filename="events.csv"');
  expect(csv.body.split("\r\n")).toHaveLength(27);
  expect(csv.body).toContain(`"'=cmd()"`);
  const json = await root.send("GET", `/hosts/${hostId}/events/export?format=json`);
  expect(json.json()).toHaveLength(25);
});

test("events are found by their English, and by what is read of it in another language", async () => {
  const { id: hostId } = await addHost();
  const texts = ["Redundancy lost; previously fully redundant", "Above upper critical; reading 95 °C"];
  await api.services.stores.events.insert(
    texts.map((text, recordId) => ({
      hostId,
      fingerprint: text,
      recordId,
      recordType: 2,
      timestamp: null,
      clock: "set",
      sensor: "PSU",
      sensorType: "Power Supply",
      direction: "asserted",
      text,
      severity: "warning",
      raw: new Uint8Array([recordId]),
      receivedAt: new Date(),
    })),
  );
  const found = async (query: Record<string, string>) => {
    const answer = await root.send("GET", `/hosts/${hostId}/events?${new URLSearchParams(query)}`);
    return answer.json().events.map(({ text }: { text: string }) => text);
  };
  expect(await found({ search: "REDUNDANCY" })).toEqual([texts[0]]);
  expect(await found({ search: "冗余丢失" })).toEqual([]);
  expect(await found({ search: "冗余丢失", language: "zh" })).toEqual([texts[0]]);
  expect(await found({ search: "临界", language: "zh" })).toEqual([texts[1]]);
  expect(await found({ search: "psu", language: "zh" })).toEqual([texts[1], texts[0]]);
  expect(await found({ search: "没有这个", language: "zh" })).toEqual([]);
});

test("while sealed hosts can be seen but not changed, tested or polled", async () => {
  const { id } = await addHost();
  const { services } = api;
  const { secrets } = services;
  const folder = await mkdtemp(join(tmpdir(), "lightsout-sealed-"));
  Object.assign(services, { secrets: await openVault(join(folder, "missing"), services.stores.settings) });
  try {
    for (const response of [
      await root.send("POST", "/hosts", { ...web1, name: "web2", address: "192.0.2.8" }),
      await root.send("PATCH", `/hosts/${id}`, { note: "x" }),
      await root.send("POST", "/connection-tests", { hostId: id }),
      await root.send("POST", `/hosts/${id}/poll`),
    ]) {
      expect(response.json()).toMatchObject({ status: 503, code: "sealed" });
    }
    expect((await root.send("GET", "/hosts")).json().hosts).toHaveLength(1);
    const me = (await root.send("GET", "/me")).json();
    expect(me.sealed).toMatchObject({ sealed: true, reason: expect.stringContaining("missing") });
    const stranger = (await new TestBrowser(api).send("GET", "/me")).json();
    expect(stranger.sealed).toEqual({ sealed: true, reason: "" });
  } finally {
    Object.assign(services, { secrets });
    await rm(folder, { recursive: true });
  }
});

test("no secret is in any answer, log line or audit row", async () => {
  const { id } = await addHost({ ...web1, bmcKey: CANARY });
  const bodies = [
    await root.send("GET", "/hosts"),
    await root.send("GET", `/hosts/${id}`),
    await root.send("PATCH", `/hosts/${id}`, { password: CANARY, note: "x" }),
    await root.send("POST", "/hosts", { ...web1, username: 5 }),
    await root.send("POST", "/login", { email: "x@example.org", password: CANARY }),
    await root.send("GET", "/audit/export?format=json"),
    await root.send("GET", "/me"),
  ].map((response) => response.body + JSON.stringify(response.headers));
  const everything = [...bodies, ...api.log].join("\n");
  expect(api.log.length).toBeGreaterThan(0);
  for (const form of ["utf8", "hex", "base64", "base64url"] as const) {
    expect(everything).not.toContain(Buffer.from(CANARY).toString(form));
  }
  expect(api.log.join("\n")).not.toContain(root.cookie);
});
