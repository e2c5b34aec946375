import { describe, expect, test } from "vitest";
import { closeSession } from "./commands/app/close-session";
import { getDeviceId } from "./commands/app/get-device-id";
import { setSessionPrivilegeLevel } from "./commands/app/set-session-privilege-level";
import { Credentials } from "./crypto/credentials";
import { IpmiError, SessionEndedError } from "./errors";
import { failure } from "./testing/exchange-bench";
import { fixture } from "./testing/fixture";
import { testOnce, testRead, testSet } from "./testing/test-commands";

function withCommands(...[given]: Parameters<typeof fixture>) {
  const all = fixture(given);
  for (const command of [testRead, testSet, testOnce]) all.bmc.handle(command, () => Buffer.from([7]));
  return all;
}

describe("logging in", () => {
  test("the first request logs in with suite 17 at the highest privilege, and is answered", async () => {
    const { client, clock, bmc } = withCommands();
    expect(client.session).toBeNull();
    expect(await clock.run(client.send(testRead, 7))).toBe(7);
    expect(client.session).toEqual({
      cipherSuite: 17,
      profile: {
        protocol: "2.0",
        cipherSuite: 17,
        authentication: null,
        privilege: 4,
        workarounds: [],
      },
      guid: "000102030405060708090a0b0c0d0e0f",
      privilege: 4,
      consoleSessionId: bmc.lastSession().consoleSessionId,
      bmcSessionId: bmc.lastSession().bmcSessionId,
    });
  });

  test("many callers at once share one login and one session", async () => {
    const { client, clock, bmc } = withCommands();
    const all = Promise.all([
      client.connect(),
      ...Array.from({ length: 20 }, () => client.send(testRead, 7)),
    ]);
    await clock.run(all);
    expect(bmc.sessions.size).toBe(1);
    expect(bmc.count(setSessionPrivilegeLevel)).toBe(1);
  });

  test("a caller who gives up does not take the others' login with him", async () => {
    const { client, clock } = withCommands();
    const abort = new AbortController();
    const impatient = failure(client.connect({ signal: abort.signal }));
    const patient = client.connect();
    abort.abort();
    expect(await clock.run(impatient)).toMatchObject({ code: "cancelled" });
    expect((await clock.run(patient)).cipherSuite).toBe(17);
  });

  test("a wrong password is tried once, then never again by itself", async () => {
    const { client, clock, network, bmc } = withCommands({
      client: { credentials: new Credentials({ username: "admin", password: "wrong" }) },
    });
    expect(await clock.run(failure(client.send(testRead, 7)))).toMatchObject({ code: "bad-password" });
    const sent = network.passages.length;
    for (let i = 0; i < 10; i++) {
      await clock.advance(60_000);
      expect(await clock.run(failure(client.send(testRead, 7)))).toMatchObject({ code: "bad-password" });
    }
    expect(network.passages).toHaveLength(sent);
    expect(bmc.handshake.rakp3Received.map(({ authCode }) => authCode.length)).toEqual([0]);
  });

  test.each([
    ["unknown user", { username: "nobody", password: "correct horse" }, "bad-user"],
    ["BMC key we do not know of", { username: "admin", password: "correct horse" }, "bad-bmc-key"],
  ])("%s stops automatic logins too", async (_, credentials, code) => {
    const identity = code === "bad-bmc-key" ? { bmcKey: Buffer.from("secret") } : {};
    const { client, clock, network } = withCommands({
      bmc: { identity },
      client: { credentials: new Credentials(credentials) },
    });
    expect(await clock.run(failure(client.connect()))).toMatchObject({ code });
    const sent = network.passages.length;
    expect(await clock.run(failure(client.connect()))).toMatchObject({ code });
    expect(network.passages).toHaveLength(sent);
  });

  test("new credentials, or a person's reset, allow another login", async () => {
    const { client, clock, bmc } = withCommands({
      client: { credentials: new Credentials({ username: "admin", password: "wrong" }) },
    });
    await clock.run(failure(client.connect()));
    client.resetLoginFailures();
    expect(await clock.run(failure(client.connect()))).toMatchObject({ code: "bad-password" });
    await clock.advance(5);
    expect(bmc.handshake.rakp3Received).toHaveLength(2);
    client.setCredentials(new Credentials({ username: "admin", password: "correct horse" }));
    expect((await clock.run(client.connect())).privilege).toBe(4);
  });

  test("a BMC without free sessions is left alone for a minute", async () => {
    const { client, clock, network } = withCommands({ bmc: { sessionLimit: 0 } });
    expect(await clock.run(failure(client.connect()))).toMatchObject({ code: "sessions-exhausted" });
    const sent = network.passages.length;
    await clock.advance(59_000);
    expect(await clock.run(failure(client.connect()))).toMatchObject({ code: "sessions-exhausted" });
    expect(network.passages).toHaveLength(sent);
    await clock.advance(1_001);
    await clock.run(failure(client.connect()));
    expect(network.passages.length).toBeGreaterThan(sent);
  });

  test("a suite once used is the weakest used from then on", async () => {
    const { client, clock, bmc } = withCommands();
    await clock.run(client.connect());
    bmc.identity.suites = [3];
    bmc.reboot();
    expect(await clock.run(failure(client.send(testRead, 7)))).toMatchObject({ code: "suite-refused" });
  });

  test("another BMC at the address is refused before anything is sent to it", async () => {
    const { client, clock, bmc } = withCommands({ client: { enrolledGuid: "ff".repeat(16) } });
    for (const command of [testRead, testSet, testOnce]) {
      expect(await clock.run(failure(client.send(command, 7)))).toMatchObject({
        code: "identity-changed",
      });
    }
    expect(bmc.executed).toEqual([]);
    expect(bmc.handshake.rakp3Received.every(({ authCode }) => authCode.length === 0)).toBe(true);
  });

  test("the enrolled GUID is checked at every login, so a swapped BMC gets no command", async () => {
    const { client, clock, bmc } = withCommands({
      client: { enrolledGuid: "000102030405060708090A0B0C0D0E0F" },
    });
    await clock.run(client.connect());
    bmc.identity.guid = Buffer.alloc(16, 9);
    bmc.reboot();
    expect(await clock.run(failure(client.send(testRead, 7)))).toMatchObject({
      code: "identity-changed",
    });
    expect(bmc.count(testRead)).toBe(0);
  });

  test("a session that is not admitted is closed, and gets no command", async () => {
    const { client, clock, bmc } = withCommands({
      client: { admit: () => Promise.reject(new IpmiError("identity-changed", "another board")) },
    });
    for (const command of [testRead, testSet, testOnce]) {
      expect(await clock.run(failure(client.send(command, 7)))).toMatchObject({ code: "identity-changed" });
    }
    expect(bmc.count(testRead) + bmc.count(testSet) + bmc.count(testOnce)).toBe(0);
    expect(bmc.sessions.size).toBe(0);
  });

  test("admission is asked for once a session, before it carries anything else", async () => {
    let admitted = 0;
    const { client, clock, bmc } = withCommands({
      client: {
        admit: async (session, { guid }) => {
          expect(guid).toBe("000102030405060708090a0b0c0d0e0f");
          expect(bmc.count(testRead)).toBe(admitted * 2);
          await session.send(getDeviceId, undefined);
          admitted++;
        },
      },
    });
    for (const restart of [false, true]) {
      if (restart) bmc.reboot();
      expect(await clock.run(client.send(testRead, 7))).toBe(7);
      expect(await clock.run(client.send(testRead, 7))).toBe(7);
    }
    expect(admitted).toBe(2);
  });

  test("a port nobody listens on is no route", async () => {
    const { client, clock, network, bmc } = withCommands();
    network.refuse(bmc.endpoint.address, true);
    expect(await clock.run(failure(client.connect()))).toMatchObject({ code: "no-route" });
  });

  test("silence is no answer, within the budget", async () => {
    const { client, clock, network, bmc } = withCommands();
    network.partition(bmc.endpoint.address, true);
    expect(await clock.run(failure(client.send(testRead, 7, { budgetMs: 4_000 })))).toMatchObject({
      code: "no-answer",
    });
    expect(clock.now()).toBe(4_000);
  });
});

describe("a lost session", () => {
  test("a read logs in again and is answered", async () => {
    const { client, clock, bmc } = withCommands();
    const first = await clock.run(client.connect());
    bmc.reboot();
    expect(await clock.run(client.send(testRead, 7))).toBe(7);
    expect(client.session?.consoleSessionId).not.toBe(first.consoleSessionId);
    expect(bmc.sessions.size).toBe(1);
  });

  test("a once request that had left is unknown, and is not sent in the next session", async () => {
    const { client, clock, bmc, network } = withCommands();
    await clock.run(client.connect());
    bmc.reboot();
    const before = network.passages.length;
    expect(await clock.run(failure(client.send(testOnce, 7)))).toMatchObject({ code: "outcome-unknown" });
    expect(network.passages.length - before).toBe(1);
    expect(await clock.run(client.send(testRead, 7))).toBe(7);
    expect(bmc.count(testOnce)).toBe(0);
  });

  test("an idempotent request that had left is not repeated by itself: somebody must read first", async () => {
    const { client, clock, bmc } = withCommands();
    await clock.run(client.connect());
    bmc.reboot();
    const error = await clock.run(failure(client.send(testSet, 7)));
    expect(error).toBeInstanceOf(SessionEndedError);
    expect(error).toMatchObject({ code: "session-lost", requestSent: true });
    expect(bmc.count(testSet)).toBe(0);
  });

  test("what was still queued is sent in the next session, even a once request", async () => {
    const { client, clock, bmc } = withCommands();
    await clock.run(client.connect());
    bmc.reboot();
    const budgetMs = 30_000;
    const both = Promise.all([
      client.send(testRead, 7, { budgetMs }),
      client.send(testOnce, 7, { budgetMs }),
    ]);
    await clock.run(both);
    expect(bmc.count(testOnce)).toBe(1);
  });

  test("those who listen hear of it", async () => {
    const { client, clock, bmc } = withCommands();
    const heard: string[] = [];
    client.listen({
      connected: ({ cipherSuite }) => heard.push(`connected ${cipherSuite}`),
      disconnected: (reason) => heard.push(`disconnected ${reason?.code ?? "by us"}`),
    });
    await clock.run(client.connect());
    bmc.reboot();
    await clock.run(client.send(testRead, 7));
    await clock.run(client.close());
    expect(heard).toEqual([
      "connected 17",
      "disconnected session-lost",
      "connected 17",
      "disconnected by us",
    ]);
  });
});

describe("closing", () => {
  test("tells the BMC, and leaves no socket, no timer, no session", async () => {
    const { client, clock, bmc, network } = withCommands();
    await clock.run(client.send(testRead, 7));
    await clock.run(client.close());
    await clock.advance(10);
    expect(bmc.count(closeSession)).toBe(1);
    expect(bmc.sessions.size).toBe(0);
    expect(network.openSockets).toBe(0);
    expect(clock.pendingTimers).toBe(0);
  });

  test("does not wait longer than a second for a BMC that is gone", async () => {
    const { client, clock, network, bmc } = withCommands();
    await clock.run(client.connect());
    network.partition(bmc.endpoint.address, true);
    const start = clock.now();
    await clock.run(client.close());
    expect(clock.now() - start).toBeLessThanOrEqual(1_000);
    expect(clock.pendingTimers).toBe(0);
  });

  test("rejects what is under way and everything later", async () => {
    const { client, clock, bmc } = withCommands();
    await clock.run(client.connect());
    bmc.faults.dropReply = ({ command }) => command === testRead.command;
    const underWay = failure(client.send(testRead, 7));
    await clock.advance(5);
    await clock.run(client.close());
    expect(await underWay).toMatchObject({ code: "closed" });
    expect(await failure(client.send(testRead, 7))).toMatchObject({ code: "closed" });
    expect(await failure(client.connect())).toMatchObject({ code: "closed" });
  });

  test("during a login leaves no session behind", async () => {
    const { client, clock, bmc, network } = withCommands();
    for (const after of [0, 1, 2, 3, 4, 5, 6, 7, 8]) {
      const one = withCommands({ seed: after });
      const login = failure(one.client.connect());
      await one.clock.advance(after);
      await one.clock.run(one.client.close());
      await one.clock.run(login);
      await one.clock.advance(3_001);
      expect(one.bmc.sessions.size, `closed after ${after} ms`).toBe(0);
      expect(one.network.openSockets).toBe(0);
      expect(one.clock.pendingTimers).toBe(0);
    }
    await clock.run(client.close());
    expect(network.openSockets + bmc.sessions.size).toBe(0);
  });
});

describe("keep-alive", () => {
  test("an idle session stays open for a day, with one read in less than 29 s", async () => {
    const { client, clock, bmc } = withCommands();
    await clock.run(client.connect());
    const before = bmc.count(getDeviceId);
    await clock.advance(24 * 3_600_000);
    const reads = bmc.executed.slice(-100).map(({ at }) => at);
    expect(Math.max(...reads.slice(1).map((at, index) => at - (reads[index] ?? 0)))).toBeLessThan(29_000);
    expect(bmc.count(getDeviceId) - before).toBeGreaterThan((24 * 3600) / 29);
    expect(client.session).not.toBeNull();
    expect(bmc.activeSessions()).toBe(1);
  });

  test("a busy session needs none", async () => {
    const { client, clock, bmc } = withCommands();
    await clock.run(client.connect());
    for (let i = 0; i < 30; i++) {
      await clock.advance(10_000);
      await clock.run(client.send(testRead, 7));
    }
    expect(bmc.count(getDeviceId)).toBe(0);
  });

  test("a BMC that went away is noticed within 60 idle seconds", async () => {
    const { client, clock, bmc } = withCommands();
    await clock.run(client.connect());
    bmc.reboot(1_000_000);
    await clock.advance(60_000);
    expect(client.session).toBeNull();
  });
});
