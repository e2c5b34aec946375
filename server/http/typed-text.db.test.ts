import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { TypedText } from "@/lib/contracts/typed-text";
import { readTyped } from "@/server/services/consoles/read-typed";
import { TypedKeeper } from "@/server/services/consoles/typed-keeper";
import { TypedRetention } from "@/server/services/consoles/typed-retention";
import type { UserActor } from "@/server/services/context";
import { ForbiddenError, SealedError } from "@/server/services/errors";
import type { Secrets } from "@/server/services/secrets/secrets";
import { addUser, startTestApi, type TestApi, TestBrowser } from "./testing/test-api";

const SECRET = "hunter2-canary";
const start = Date.UTC(2026, 10, 23);
const at = (second: number) => new Date(start + second * 1000);

let api: TestApi;
let root: TestBrowser;
let typist: UserActor;
let alarms: [string, boolean][];
let keeper: TypedKeeper;
let hosts = 0;

beforeAll(async () => {
  api = await startTestApi();
  await addUser(api, "root@example.org", "administrator");
  const id = await addUser(api, "ann@example.org", "operator");
  typist = { kind: "user", id, email: "ann@example.org", role: "operator" };
  root = await new TestBrowser(api).login("root@example.org");
});
afterAll(() => api.stop());
beforeEach(() => {
  alarms = [];
  keeper = keeperWith(api.services.secrets);
});

function keeperWith(secrets: Secrets, insert = api.services.stores.typedTexts.insert): TypedKeeper {
  const { users } = api.services.stores;
  const onAlarm = (host: string, error: unknown) => void alarms.push([host, error !== null]);
  return new TypedKeeper({ typedTexts: { insert }, users, secrets, onAlarm });
}

async function addHost(): Promise<string> {
  hosts += 1;
  const host = { name: `node${hosts}`, address: `192.0.2.${hosts}`, username: "u", password: "p" };
  return (await root.send("POST", "/hosts", host)).json().id;
}

async function setKept(keepTyping: boolean) {
  return root.send("PATCH", `/users/${typist.id}`, { keepTyping });
}

async function type(hostId: string, ...batches: [second: number, offset: number, text: string][]) {
  await setKept(true);
  const keep = await keeper.keeperOf(typist, hostId);
  for (const [second, offset, text] of batches) keep?.({ at: at(second), offset, bytes: Buffer.from(text) });
  await keeper.settled();
}

const list = async (hostId: string, query = "") =>
  (await root.send("GET", `/hosts/${hostId}/console/typed${query}`)).json();
const texts = ({ typed }: { typed: TypedText[] }) =>
  typed.map(({ data }) => data && Buffer.from(data, "base64").toString());

test("nobody's typing is kept until an administrator says so, and that is in the audit", async () => {
  const host = await addHost();
  await setKept(false);
  expect(await keeper.keeperOf(typist, host)).toBeNull();
  const operator = await new TestBrowser(api).login("ann@example.org");
  expect((await operator.send("PATCH", `/users/${typist.id}`, { keepTyping: false })).statusCode).toBe(403);
  expect((await setKept(true)).json()).toMatchObject({ keepTyping: true });
  expect(await keeper.keeperOf(typist, host)).not.toBeNull();
  expect((await operator.send("GET", "/me")).json().user.keepTyping).toBe(true);
  const [entry] = (await root.send("GET", "/audit?action=user.update&limit=1")).json().entries;
  expect(entry).toMatchObject({ actor: "root@example.org", outcome: "ok" });
  expect(entry.detail).toContain("what is typed into consoles is kept");
});

test("another word on it opens the person's sockets anew, and ends no login", async () => {
  const told: string[] = [];
  await setKept(false);
  const stop = api.services.revocations.subscribe(
    ({ userId, scope }) => void told.push(`${userId} ${scope}`),
  );
  await setKept(true);
  await setKept(true);
  stop();
  expect(told).toEqual([`${typist.id} sockets`]);
});

test("it is stored sealed: neither a row nor the log has the text", async () => {
  const host = await addHost();
  await type(host, [0, 7, `${SECRET}\r`]);
  const [row] = await api.services.stores.typedTexts.list({ hostId: host }, 10);
  if (row === undefined) throw new Error("nothing was kept");
  const stored = Buffer.concat([row.wrappedKey, row.nonce, row.ciphertext]);
  expect(stored.includes(SECRET)).toBe(false);
  expect(stored.includes(Buffer.from(SECRET).toString("base64"))).toBe(false);
  expect(row).toMatchObject({ typist: "ann@example.org", bytes: SECRET.length + 1, offset: 7, at: at(0) });
  expect(texts(await list(host))).toEqual([`${SECRET}\r`]);
  expect(api.log.join("\n")).not.toContain(SECRET);
  expect(api.log.join("\n")).not.toContain(Buffer.from(`${SECRET}\r`).toString("base64"));
});

test("administrators read a stretch of output or of time, page by page, and each reading is in the audit", async () => {
  const host = await addHost();
  await type(host, [0, 0, "a"], [10, 5, "b"], [20, 5, "c"], [30, 9, "d"]);
  expect(texts(await list(host, "?from=5&until=9"))).toEqual(["b", "c"]);
  expect(texts(await list(host, `?since=${at(10).toISOString()}&before=${at(30).toISOString()}`))).toEqual([
    "b",
    "c",
  ]);
  const first = await list(host, "?limit=3");
  expect(texts(first)).toEqual(["a", "b", "c"]);
  const rest = await list(host, `?limit=3&after=${first.next}`);
  expect(texts(rest)).toEqual(["d"]);
  expect(rest.next).toBeNull();
  const { entries } = (await root.send("GET", `/audit?action=console.read-typed&hostId=${host}`)).json();
  expect(entries).toHaveLength(4);
  expect(entries[3]).toMatchObject({ actor: "root@example.org", detail: "from byte 5, to byte 9" });
});

test.each(["viewer", "operator"] as const)("as %s it is refused by the service itself", async (role) => {
  const host = await addHost();
  await type(host, [0, 0, "x"]);
  const ctx = { actor: { ...typist, role }, from: "192.0.2.200", requestId: "r" };
  await expect(readTyped(api.services, ctx, host, { limit: 1 })).rejects.toThrow(ForbiddenError);
});

test("it is not given out when the audit cannot be written", async () => {
  const host = await addHost();
  await type(host, [0, 0, "x"]);
  const failing = async () => {
    throw new Error("the audit cannot be written");
  };
  const services = { ...api.services, audit: { ...api.services.audit, record: failing } };
  const ctx = { actor: { kind: "system" } as const, from: "", requestId: "r" };
  await expect(readTyped(services, ctx, host, { limit: 1 })).rejects.toThrow("audit");
});

test("a row that was moved to another person, place or time does not open, and hides no other", async () => {
  const host = await addHost();
  const { typedTexts } = api.services.stores;
  await type(host, [0, 0, "mine"]);
  const [row] = await typedTexts.list({ hostId: host }, 1);
  if (row === undefined) throw new Error("nothing was kept");
  const { id: _, ...sealed } = row;
  await typedTexts.insert({ ...sealed, typist: "bob@example.org" });
  await typedTexts.insert({ ...sealed, offset: 99 });
  await typedTexts.insert({ ...sealed, at: at(1) });
  await typedTexts.insert({ ...sealed, bytes: 3 });
  expect(texts(await list(host))).toEqual(["mine", null, null, null, null]);
});

test("what cannot be kept hinders nobody and is said once, until it works again", async () => {
  const host = await addHost();
  let works = false;
  keeper = keeperWith(api.services.secrets, async (row) => {
    if (!works) throw new Error("the database is gone");
    return api.services.stores.typedTexts.insert(row);
  });
  await type(host, [0, 0, "a"], [1, 0, "b"]);
  expect(alarms).toEqual([[host, true]]);
  works = true;
  await type(host, [2, 0, "c"], [3, 0, "d"]);
  expect(alarms).toEqual([
    [host, true],
    [host, false],
  ]);
  expect(texts(await list(host))).toEqual(["c", "d"]);
});

test("a sealed engine keeps nothing, and a database that hangs is given no more than it can take", async () => {
  const host = await addHost();
  const sealed = () => {
    throw new SealedError("Lightsout is sealed.");
  };
  keeper = keeperWith({ ...api.services.secrets, sealBytes: sealed });
  await type(host, [0, 0, "a"], [1, 0, "b"]);
  expect(alarms).toEqual([[host, true]]);

  alarms = [];
  let given = 0;
  let goesOn = (_kept: boolean) => {};
  const hanging = new Promise<boolean>((resolve) => {
    goesOn = resolve;
  });
  keeper = keeperWith(api.services.secrets, () => {
    given += 1;
    return hanging;
  });
  const keep = await keeper.keeperOf(typist, host);
  for (let batch = 0; batch < 1000; batch += 1) keep?.({ at: at(0), offset: 0, bytes: Buffer.from("x") });
  expect(alarms).toEqual([[host, true]]);
  goesOn(true);
  await keeper.settled();
  expect(given).toBe(256);
});

test("it goes when it is older than the host's recording may be, and stays while that is not known", async () => {
  const [kept, unknown] = [await addHost(), await addHost()];
  const day = 86_400;
  await type(kept, [0, 0, "old"], [2 * day, 0, "new"]);
  await type(unknown, [0, 0, "old"]);
  const retention = new TypedRetention({
    typedTexts: api.services.stores.typedTexts,
    policyOf: (hostId) => (hostId === kept ? { keepDays: 7 } : null),
    clock: { now: () => 0, setTimeout: () => ({ timer: null }), clearTimeout: () => {} },
    now: () => at(8 * day),
    onError: (error) => {
      throw error;
    },
  });
  await retention.tidy();
  expect(texts(await list(kept))).toEqual(["new"]);
  expect(texts(await list(unknown))).toEqual(["old"]);
});

test("it goes with its host, and what is typed last on a host that goes is no failure", async () => {
  const host = await addHost();
  await type(host, [0, 0, "x"]);
  expect((await root.send("DELETE", `/hosts/${host}`)).statusCode).toBe(204);
  await type(host, [1, 0, "y"]);
  expect(alarms).toEqual([]);
  expect(await api.services.stores.typedTexts.list({ hostId: host }, 10)).toEqual([]);
});
