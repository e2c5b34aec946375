import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fakeDevice } from "@/server/bmc/testing/fake-bmc";
import { loadBmcTarget } from "@/server/services/hosts/bmc-target";
import { setUpPersonalities } from "@/server/simulator/personalities/session/set-up";
import { identityBench } from "@/server/simulator/personalities/testing/identity-bench";
import { addUser, startTestApi, type TestApi, TestBrowser } from "./testing/test-api";

let api: TestApi;
let root: TestBrowser;
let id: string;

const host = { name: "node1", address: "192.0.2.9", username: "admin", password: "correct horse" };
const noGuid = setUpPersonalities.filter(({ name }) => name === "guid-zero");

beforeAll(async () => {
  api = await startTestApi();
  await addUser(api, "root@example.org", "administrator");
  root = await new TestBrowser(api).login("root@example.org");
});
beforeEach(async () => {
  id = (await root.send("POST", "/hosts", host)).json().id;
});
afterEach(() => api.services.stores.hosts.remove(id));
afterAll(() => api.stop());

/** As the poller does after a login. */
async function enrol(identity: Awaited<ReturnType<ReturnType<typeof identityBench>["enrol"]>>) {
  const rest = { enrolledAt: new Date(), cipherSuite: 17, device: fakeDevice, login: null };
  await api.services.stores.hosts.saveEnrolment(id, { ...rest, ...identity });
}

async function target() {
  const { stores, secrets } = api.services;
  const row = await stores.hosts.find(id);
  if (row === null) throw new Error("the host is gone");
  return loadBmcTarget(row, stores.secrets, stores.learntLogins, secrets);
}

describe("a host whose BMC has no GUID of its own", () => {
  test("shows what stands for it, and is held to that after a restart", async () => {
    const bench = identityBench();
    bench.board(1, ...noGuid);
    const enrolled = await bench.enrol();
    await enrol(enrolled);
    expect((await root.send("GET", `/hosts/${id}`)).json()).toMatchObject(enrolled);
    expect(await bench.outcome(bench.driver.open(await target()).identify())).toBe("ok");

    bench.name.address = bench.board(2, ...noGuid).address;
    expect(await bench.outcome(bench.driver.open(await target()).identify())).toBe("identity-changed");
  });

  test("takes another board when its identity is accepted", async () => {
    const bench = identityBench();
    bench.board(1, ...noGuid);
    await enrol(await bench.enrol());
    bench.name.address = bench.board(2, ...noGuid).address;
    const accepted = await root.send("PATCH", `/hosts/${id}`, { acceptIdentity: true });
    expect(accepted.json()).toMatchObject({ signs: null, guid: null, enrolledAt: null });
    expect(await bench.outcome(bench.driver.open(await target()).identify())).toBe("ok");
  });

  test("keeps it when the host is changed otherwise", async () => {
    const bench = identityBench();
    bench.board(1, ...noGuid);
    const enrolled = await bench.enrol();
    await enrol(enrolled);
    const moved = { address: "192.0.2.10", password: "correct horse" };
    expect((await root.send("PATCH", `/hosts/${id}`, moved)).json()).toMatchObject(enrolled);
  });
});
