import { describe, expect, test } from "vitest";
import { getDeviceId } from "../../../ipmi/commands/app/get-device-id";
import { setUserPassword } from "../../../ipmi/commands/app/set-user-password";
import { Credentials } from "../../../ipmi/crypto/credentials";
import type { IpmiClientOptions } from "../../../ipmi/ipmi-client";
import { probe } from "../../../ipmi/probe";
import { SeededEntropy } from "../../../ipmi/testing/seeded-entropy";
import { StubMachine, stubUser } from "../../testing/stub-machine";
import { ipmi15Personalities } from "./ipmi15";
import { sessionBench, wrongPassword } from "./testing/session-bench";

const auto = { protocol: "auto" } as const;
const rightPassword = new Credentials({ username: "admin", password: "correct horse" });
const md5 = { protocol: "1.5", cipherSuite: null, authentication: "md5" };

describe("by itself the engine logs in to a board with", () => {
  test.each<[string, readonly string[]]>([
    ["session-id-zero", ["idzero"]],
    ["unexpected-auth-codes", []],
    ["auth-codes-demanded", ["forcepermsg"]],
    ["no-auth-codes", []],
    ["sequence-numbers-swapped", ["endianseq"]],
    ["activated-without-authentication", []],
    ["sequence-numbers-skip", []],
    ["first-sequence-number-early", []],
    ["one-challenge-a-port", []],
    ["first-sequence-number-zero", []],
  ])("%s: %j", async (name, workarounds) => {
    const { login, proofs, client, clock, bmc, network } = sessionBench(name, auto);
    const asks = () => network.passages.filter(({ direction }) => direction === "to-bmc");
    expect((await login()).profile).toMatchObject({ ...md5, workarounds, privilege: 4 });
    const before = asks().length;
    for (let asked = 0; asked < 100; asked++) await clock.run(client.send(getDeviceId, undefined));
    expect(asks().length - before).toBe(100);
    expect(proofs()).toBe(1);
    await clock.run(client.close());
    expect(bmc.sessionCount()).toBe(0);
  });

  test("first-sequence-number-early: not one answer is missed, and no question repeated", async () => {
    const { login, network } = sessionBench("first-sequence-number-early", auto);
    await login();
    const plain = sessionBench("sequence-numbers-skip", auto);
    await plain.login();
    expect(network.passages.length).toBe(plain.network.passages.length);
  });

  test("first-sequence-number-zero: packets in the session begin with 1", async () => {
    const { login, network } = sessionBench("first-sequence-number-zero", auto);
    await login();
    const numbers = network.passages.flatMap(({ direction, datagram }) =>
      direction === "to-bmc" && datagram.readUInt32LE(9) !== 0 ? [datagram.readUInt32LE(5)] : [],
    );
    // Activate Session is outside of what it opens.
    expect(numbers.slice(0, 3)).toEqual([0, 1, 2]);
  });

  test("what was found out is taken at once the next time", async () => {
    const first = sessionBench("session-id-zero", auto);
    const { profile } = await first.login();
    const second = sessionBench("session-id-zero", { ...auto, known: profile });
    const started = second.clock.now();
    await second.login();
    expect(second.clock.now() - started).toBeLessThan(500);
  });
});

test("no-ipmi-1.5: 2.0 is taken; 1.5 by choice says what is offered", async () => {
  expect((await sessionBench("no-ipmi-1.5", auto).login()).profile.protocol).toBe("2.0");
  await expect(sessionBench("no-ipmi-1.5", { protocol: "1.5" }).login()).rejects.toMatchObject({
    code: "suite-refused",
    message: expect.stringContaining("nothing"),
  });
});

describe("a BMC that once spoke IPMI 2.0", () => {
  const CAPABILITIES_REQUEST = 0x38;
  const known = {
    protocol: "2.0",
    cipherSuite: 17,
    authentication: null,
    privilege: 4,
    workarounds: [],
  } as const;
  const before = { ...auto, cipherSuites: [17, 3], known } as const;

  test("is not believed when it says that it has 1.5 only", async () => {
    const { login, proofs, bmc } = sessionBench("sequence-numbers-skip", before);
    await expect(login()).rejects.toMatchObject({ code: "suite-refused" });
    expect(proofs()).toBe(0);
    expect(bmc.sessionCount()).toBe(0);
  });

  test("is not asked again what it speaks", async () => {
    const { login, network } = sessionBench("no-ipmi-1.5", before);
    expect((await login()).profile).toMatchObject(known);
    const outside = network.passages.filter(({ datagram }) => datagram[4] === 0);
    expect(outside.filter(({ datagram }) => datagram[14 + 5] === CAPABILITIES_REQUEST)).toEqual([]);
  });
});

test("oem-authentication-only: says that there is nothing else", async () => {
  await expect(sessionBench("oem-authentication-only", auto).login()).rejects.toMatchObject({
    code: "suite-refused",
    message: expect.stringContaining("oem"),
  });
});

describe("activated-with-straight-password", () => {
  const cleartext = ({ network }: ReturnType<typeof sessionBench>) =>
    network.passages.filter(({ datagram }) => datagram.includes("correct horse")).length;

  test.each(["md5", "none"] as const)("%s was asked for: the password stays here", async (authentication) => {
    const traits = { authenticationTypes: [authentication] };
    const bench = sessionBench(
      "activated-with-straight-password",
      { protocol: "1.5", authentication },
      { traits },
    );
    await expect(bench.login()).rejects.toMatchObject({
      code: "suite-refused",
      message: expect.stringContaining("goes on with password"),
    });
    expect(cleartext(bench)).toBe(0);
  });

  test("the password was asked for: then it is sent", async () => {
    const asked = { protocol: "1.5", authentication: "password" } as const;
    const traits = { authenticationTypes: ["password"] } as const;
    const bench = sessionBench("activated-with-straight-password", asked, { traits });
    expect((await bench.login()).profile).toMatchObject({ authentication: "password" });
    expect(cleartext(bench)).toBeGreaterThan(0);
  });
});

test("a board activated without authentication gets no hash of the password it asks for afterwards", async () => {
  const asked = { protocol: "1.5", authentication: "none" } as const;
  const traits = { authenticationTypes: ["none"], activatedAuthenticationType: "md5" } as const;
  const { login } = sessionBench("sequence-numbers-skip", asked, { traits });
  await expect(login()).rejects.toMatchObject({ code: "suite-refused" });
});

describe("bridged-auth-codes-wrong", () => {
  const route = { channel: 0, address: 0x30 };
  const board = (protocol: "auto" | "1.5") => {
    const bench = sessionBench("bridged-auth-codes-wrong", { protocol });
    bench.machine.controllers.add(route.address);
    const ask = (options = {}) => bench.clock.run(bench.client.send(getDeviceId, undefined, options));
    return { ...bench, ask };
  };

  test("where nothing was said IPMI 2.0 is spoken, and controllers behind the BMC are read", async () => {
    const { ask, login } = board("auto");
    expect((await login()).profile.protocol).toBe("2.0");
    expect((await ask({ route })).manufacturerId).toBe(0x0157);
  });

  test("over IPMI 1.5 nothing of it is believed, and the BMC itself is read on", async () => {
    const { ask, login, proofs } = board("1.5");
    await login();
    await expect(ask({ route })).rejects.toMatchObject({ code: "no-answer" });
    expect((await ask()).manufacturerId).toBe(0x0157);
    expect(proofs()).toBeLessThanOrEqual(2);
  });
});

describe("answers-pushed-out", () => {
  test("a login is given up with one proof, and it is not called a wrong password", async () => {
    const { client, clock, proofs } = sessionBench("answers-pushed-out", auto);
    await expect(clock.run(client.connect())).rejects.toMatchObject({ code: "no-answer" });
    expect(proofs()).toBeLessThanOrEqual(2);
  });
});

describe("auth-codes-follow-password: one's own password", () => {
  const NEW_PASSWORD = "battery staple";
  const renamed = { userId: 2, operation: "set", password: { text: NEW_PASSWORD, size: 16 } } as const;
  /** A machine that takes Set User Password. */
  const changeable = () => {
    const machine = new StubMachine();
    machine.handlers.set(`${setUserPassword.netFn}/${setUserPassword.command}`, () => {
      machine.userList = [stubUser({ password: NEW_PASSWORD })];
      return { completionCode: 0, data: Buffer.alloc(0) };
    });
    return machine;
  };

  test("is set once, and whether it was is not known; with the new one all goes on", async () => {
    const { login, client, clock, machine, proofs } = sessionBench("auth-codes-follow-password", auto, {
      machine: changeable,
    });
    await login();
    await expect(clock.run(client.send(setUserPassword, renamed))).rejects.toMatchObject({
      code: "outcome-unknown",
    });
    expect(machine.executed.filter(({ command }) => command === setUserPassword.command)).toHaveLength(1);
    client.setCredentials(new Credentials({ username: "admin", password: NEW_PASSWORD }));
    await clock.run(client.send(getDeviceId, undefined));
    expect(client.session?.profile).toMatchObject(md5);
    expect(proofs()).toBe(2);
  });

  test("over IPMI 2.0 such a change disturbs nothing", async () => {
    const { login, client, clock, proofs } = sessionBench(null, {}, { machine: changeable });
    await login();
    await clock.run(client.send(setUserPassword, renamed));
    await clock.run(client.send(getDeviceId, undefined));
    expect(proofs()).toBe(1);
  });
});

describe.each(["auth-codes-wrong", "auth-codes-zero"])("%s", (name) => {
  test("is not believed, and the error says what a person may do", async () => {
    const { login, proofs } = sessionBench(name, auto);
    await expect(login()).rejects.toMatchObject({
      code: "handshake",
      message: expect.stringContaining("noauthcodecheck"),
    });
    expect(proofs()).toBe(1);
  });

  test("is taken with noauthcodecheck laid down", async () => {
    const { login } = sessionBench(name, { ...auto, workarounds: ["noauthcodecheck"] });
    expect((await login()).profile).toMatchObject({ ...md5, workarounds: ["noauthcodecheck"] });
  });

  test("is not taken because it was laid down once", async () => {
    const known = { ...md5, privilege: 4, workarounds: ["noauthcodecheck"] } as IpmiClientOptions["known"];
    const { login } = sessionBench(name, { ...auto, ...(known && { known }) });
    await expect(login()).rejects.toMatchObject({ code: "handshake" });
  });
});

describe("lost answers of the login", () => {
  const GET_SESSION_CHALLENGE = 0x39;
  const ACTIVATE_SESSION = 0x3a;
  /** Loses the first `count` answers to a command of the login, or all requests. */
  const losing = (name: string, command: number, count: number) => {
    const bench = sessionBench(name, auto);
    let lost = 0;
    bench.network.rule = ({ datagram, direction }) => {
      const at = datagram[4] === 0 ? 14 : 30;
      if (direction === "to-bmc" || datagram[at + 5] !== command || lost >= count) return "pass";
      lost++;
      return "drop";
    };
    return bench;
  };

  test("one-challenge-a-port: a lost challenge is asked for anew from another port", async () => {
    const { login, proofs } = losing("one-challenge-a-port", GET_SESSION_CHALLENGE, 1);
    expect((await login()).profile).toMatchObject(md5);
    expect(proofs()).toBe(1);
  });

  test("a lost activation starts over with a new challenge", async () => {
    const { login, proofs } = losing("sequence-numbers-skip", ACTIVATE_SESSION, 1);
    expect((await login()).profile).toMatchObject(md5);
    expect(proofs()).toBe(2);
  });

  test("no third proof is given, and none at all for an hour", async () => {
    const { client, clock, proofs } = losing("sequence-numbers-skip", ACTIVATE_SESSION, 9);
    await expect(clock.run(client.connect())).rejects.toMatchObject({ code: "no-answer" });
    expect(proofs()).toBe(2);
    await clock.advance(3_500_000);
    await expect(clock.run(client.connect())).rejects.toMatchObject({
      code: "no-answer",
      message: expect.stringContaining("trying again in"),
    });
    expect(proofs()).toBe(2);
    await clock.advance(200_000);
    await expect(clock.run(client.connect())).rejects.toMatchObject({ code: "no-answer" });
    expect(proofs()).toBe(4);
  });
});

describe("a wrong password costs two attempts at most:", () => {
  test.each(ipmi15Personalities.map(({ name }) => [name]))("%s", async (name) => {
    const { client, clock, proofs } = sessionBench(name, { ...auto, ...wrongPassword });
    await expect(clock.run(client.connect())).rejects.toBeInstanceOf(Error);
    await expect(clock.run(client.connect())).rejects.toBeInstanceOf(Error);
    expect(proofs()).toBeLessThanOrEqual(2);
  });
});

describe("a probe", () => {
  const probed = (name: string, protocol: "2.0" | "auto") => {
    const { network, clock, bmc } = sessionBench(name);
    const steps: string[] = [];
    const entropy = new SeededEntropy(9);
    const options = { network, clock, entropy, endpoint: bmc.endpoint, credentials: rightPassword, protocol };
    const done = clock.run(probe(options, { running: () => {}, ok: (step) => steps.push(step) }));
    return { done, steps };
  };
  const all = ["route", "rmcp", "capabilities", "login", "device"];

  test("no-presence-pong: presence shows by the capabilities", async () => {
    const { done, steps } = probed("no-presence-pong", "2.0");
    await done;
    expect(steps).toEqual(all);
  });

  test("a board of IPMI 1.5 is said to be one, and is taken where that was left open", async () => {
    await expect(probed("sequence-numbers-skip", "2.0").done).rejects.toMatchObject({
      code: "ipmi-2-unsupported",
    });
    const { done, steps } = probed("sequence-numbers-skip", "auto");
    expect((await done).session.profile).toMatchObject(md5);
    expect(steps).toEqual(all);
  });
});
