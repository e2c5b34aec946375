import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { IpmiLogin } from "@/lib/contracts/ipmi-login";
import { addDemoHosts } from "@/server/services/demo/add-demo-hosts";
import { loadBmcTarget } from "@/server/services/hosts/bmc-target";
import { addUser, startTestApi, type TestApi, TestBrowser } from "./testing/test-api";

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

const host = { name: "old1", address: "192.0.2.9", username: "admin", password: "secret" };
const login: IpmiLogin = {
  protocol: "2.0",
  cipherSuite: 3,
  authentication: null,
  privilege: 3,
  workarounds: ["opensesspriv"],
};
const sentence = "IPMI 2.0 with cipher suite 3 as operator; the privilege of Open Session is hashed.";
const device = {
  deviceId: 32,
  deviceRevision: 1,
  firmware: "1.02",
  ipmiVersion: "2.0",
  manufacturerId: 10876,
  manufacturer: "Supermicro",
  productId: 7,
  auxFirmwareHex: null,
  providesDeviceSdrs: false,
  support: [],
  guid: null,
  signs: null,
};

async function targetOf(id: string) {
  const { stores, secrets } = api.services;
  const row = await stores.hosts.find(id);
  if (!row) throw new Error("no such host");
  return loadBmcTarget(row, stores.secrets, stores.learntLogins, secrets);
}

describe("what a person lays down", () => {
  test("is the default unless said, is kept, opens the session anew and is in the audit", async () => {
    const { id, ipmi } = (await root.send("POST", "/hosts", host)).json();
    expect(ipmi).toEqual({ protocol: "2.0", cipherSuites: [], workarounds: [] });
    const chosen = { protocol: "auto", cipherSuites: [3], workarounds: ["opensesspriv"] };
    expect((await root.send("PATCH", `/hosts/${id}`, { ipmi: chosen })).json()).toMatchObject({
      ipmi: chosen,
    });
    expect((await targetOf(id)).ipmi).toEqual(chosen);
    expect(api.fleet.told).toContain("changed old1 reconnect");
    const [entry] = (await root.send("GET", `/hosts/${id}/audit`)).json().entries;
    expect(entry.detail).toBe("IPMI 2.0 suites 17,3 → auto suites 3 opensesspriv");
  });

  test.each([
    { protocol: "3.0" },
    { cipherSuites: [18] },
    { cipherSuites: ["3"] },
    { workarounds: ["no-such-flag"] },
    { unknown: true },
  ])("is refused when it makes no sense: %j", async (ipmi) => {
    expect((await root.send("POST", "/hosts", { ...host, ipmi })).statusCode).toBe(400);
  });
});

describe("what a login found out", () => {
  test("is shown with the host and tried first the next time", async () => {
    const { id } = (await root.send("POST", "/hosts", host)).json();
    const enrolment = { enrolledAt: new Date(), guid: null, signs: null, cipherSuite: 3, device };
    await api.services.stores.hosts.saveEnrolment(id, { ...enrolment, login: { ...login, sentence } });
    expect((await root.send("GET", `/hosts/${id}`)).json()).toMatchObject({ login, loginSentence: sentence });
    expect((await targetOf(id)).known).toMatchObject(login);
  });

  test("helps another of the same make and firmware, and no other", async () => {
    const { learntLogins, hosts } = api.services.stores;
    await learntLogins.save(device, { ...login, sentence });
    const { id } = (await root.send("POST", "/hosts", host)).json();
    const enrolment = { enrolledAt: new Date(), guid: null, signs: null, cipherSuite: null, login: null };
    await hosts.saveEnrolment(id, { ...enrolment, device });
    expect((await targetOf(id)).known).toEqual(login);
    await hosts.saveEnrolment(id, { ...enrolment, device: { ...device, firmware: "1.03" } });
    expect((await targetOf(id)).known).toBeNull();
  });

  test("can be taken away as JSON, the last login of each kind", async () => {
    const { learntLogins } = api.services.stores;
    await learntLogins.save(device, { ...login, sentence: "an older one" });
    await learntLogins.save(device, { ...login, sentence });
    const { logins } = (await root.send("GET", "/learnt-logins")).json();
    expect(logins).toEqual([
      {
        manufacturerId: 10876,
        productId: 7,
        firmware: "1.02",
        login,
        sentence,
        learntAt: expect.any(String),
      },
    ]);
  });
});

describe("the demo", () => {
  const bmcs = [1, 2].map((n) => ({
    name: `demo-${n}`,
    address: "127.0.0.1",
    port: 16_000 + n,
    username: "admin",
    password: "simulated",
    tags: ["simulated"],
  }));

  test("its hosts are marked, and starting it again adds none twice", async () => {
    await addDemoHosts(api.services, bmcs);
    await addDemoHosts(api.services, bmcs);
    const { hosts } = (await root.send("GET", "/hosts")).json();
    expect(
      hosts.map(({ name, simulated }: { name: string; simulated: boolean }) => [name, simulated]),
    ).toEqual([
      ["demo-1", true],
      ["demo-2", true],
    ]);
  });

  test("goes with one call, and leaves real hosts alone", async () => {
    await root.send("POST", "/hosts", host);
    await addDemoHosts(api.services, bmcs);
    expect((await root.send("DELETE", "/demo")).statusCode).toBe(204);
    const { hosts } = (await root.send("GET", "/hosts")).json();
    expect(hosts.map(({ name }: { name: string }) => name)).toEqual(["old1"]);
    expect(api.fleet.told.at(-1)).toBe("simulators stopped");
  });

  test("its consoles are recorded until a person says otherwise, and nothing of it stays", async () => {
    const { policies } = api.services.consoles;
    await addDemoHosts(api.services, bmcs);
    expect(policies.current.tags).toEqual([{ tag: "demo", policy: { record: true } }]);
    const { hosts } = (await root.send("GET", "/hosts")).json();
    expect(hosts[0].tags).toContain("demo");
    const quiet = { ...policies.current, tags: [{ tag: "demo", policy: { record: false } }] };
    await root.send("PUT", "/console/policy", quiet);
    await addDemoHosts(api.services, bmcs);
    expect(policies.current.tags).toEqual(quiet.tags);
    await root.send("DELETE", "/demo");
    expect(policies.current.tags).toEqual([]);
  });

  test("is added by the system, as the audit says", async () => {
    await addDemoHosts(api.services, bmcs.slice(0, 1));
    const [entry] = (await root.send("GET", "/audit?action=host.create&limit=1")).json().entries;
    expect(entry).toMatchObject({ actor: "system", hostName: "demo-1" });
  });
});
