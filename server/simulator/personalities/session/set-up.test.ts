import { describe, expect, test } from "vitest";
import {
  getChannelCipherSuites,
  parseCipherSuiteRecords,
} from "../../../ipmi/commands/app/get-channel-cipher-suites";
import { Privilege } from "../../../ipmi/commands/command";
import { Credentials } from "../../../ipmi/crypto/credentials";
import type { IpmiClientOptions } from "../../../ipmi/ipmi-client";
import { explainProfile } from "../../../ipmi/session/explain-profile";
import { ByteReader } from "../../../ipmi/wire/byte-reader";
import { StubMachine, stubUser } from "../../testing/stub-machine";
import { setUpPersonalities } from "./set-up";
import { sessionBench, wrongPassword } from "./testing/session-bench";

const plain = { protocol: "2.0", cipherSuite: 17, privilege: Privilege.Administrator, workarounds: [] };

describe("by itself the engine logs in to a BMC with", () => {
  test.each<[string, Partial<IpmiClientOptions>, object]>([
    ["capability-bits-wrong", { protocol: "auto" }, plain],
    ["ipmi-2-question-refused", {}, plain],
    ["capabilities-in-old-framing-only", { protocol: "auto" }, plain],
    ["open-session-privilege-hashed", {}, plain],
    ["open-session-privilege-hashed-alone", {}, { ...plain, workarounds: ["opensesspriv"] }],
    ["open-session-at-highest-level-only", {}, plain],
    ["open-session-at-named-level-only", {}, plain],
    ["look-up-by-name-only", {}, plain],
    ["look-up-by-name-and-privilege", {}, plain],
    ["names-hashed-padded", {}, { ...plain, workarounds: ["intel20"] }],
    ["names-hashed-padded", { cipherSuites: [8] }, { cipherSuite: 8, workarounds: ["intel20"] }],
    ["names-padded", {}, { ...plain, workarounds: ["intel20"] }],
    ["names-padded", { cipherSuites: [3] }, { cipherSuite: 3, workarounds: ["intel20"] }],
    ["rakp4-by-integrity-algorithm", { cipherSuites: [12] }, { cipherSuite: 12, workarounds: [] }],
    ["rakp4-by-integrity-algorithm", {}, plain],
    ["suite-17-only", { cipherSuites: [3, 17] }, plain],
    ["suite-3-only", {}, { ...plain, cipherSuite: 3 }],
    ["suite-refused-as-role", {}, { ...plain, cipherSuite: 3 }],
    ["suite-refused-as-parameter", {}, { ...plain, cipherSuite: 3 }],
    ["setup-refusals-short", {}, { ...plain, cipherSuite: 3 }],
    ["no-cipher-suite-records", {}, plain],
    ["cipher-suite-records-wrong", {}, plain],
    ["repeated-setup-message-ends-it", {}, plain],
    ["stale-setup-answers", {}, plain],
    ["guid-zero", {}, plain],
    ["password-of-16-bytes", {}, plain],
  ])("%s (%o)", async (name, options, profile) => {
    const { login, proofs } = sessionBench(name, options);
    expect((await login()).profile).toMatchObject(profile);
    expect(proofs()).toBe(1);
  });

  test.each([
    ["password-of-16-bytes", 16],
    ["password-of-19-bytes", 19],
  ] as const)("%s, and a password of 20, which is warned of", async (name, passwordBytes) => {
    const machine = () =>
      Object.assign(new StubMachine(), { userList: [stubUser({ password: "twentybytepassword20" })] });
    const credentials = new Credentials({ username: "admin", password: "twentybytepassword20" });
    const { login, proofs } = sessionBench(name, { credentials }, { machine });
    const { profile } = await login();
    expect(profile).toMatchObject({ ...plain, passwordBytes });
    expect(explainProfile(profile)).toContain(`the first ${passwordBytes} bytes of the password`);
    expect(proofs()).toBe(1);
  });

  test.each([
    ["password-of-16-bytes", "correct horse"],
    [null, "twentybytepassword20"],
  ])("%s and %s: nothing is cut, and nothing is warned of", async (name, password) => {
    const machine = () => Object.assign(new StubMachine(), { userList: [stubUser({ password })] });
    const credentials = new Credentials({ username: "admin", password });
    const { profile } = await sessionBench(name, { credentials }, { machine }).login();
    expect(profile).not.toHaveProperty("passwordBytes");
    expect(explainProfile(profile)).toBe("IPMI 2.0 with cipher suite 17, as administrator.");
  });

  test.each(["names-hashed-padded", "names-padded", "open-session-privilege-hashed-alone"])(
    "%s, with what was found out the last time",
    async (name) => {
      const known = (await sessionBench(name).login()).profile;
      const { login, proofs } = sessionBench(name, { known });
      expect((await login()).profile).toEqual(known);
      expect(proofs()).toBe(1);
    },
  );

  test("rakp3-role-without-look-up-bit, with one proof more", async () => {
    const { login, proofs } = sessionBench("rakp3-role-without-look-up-bit");
    expect((await login()).profile).toMatchObject(plain);
    expect(proofs()).toBe(2);
  });

  test("rakp4-code-without-authentication, where there is nothing to prove", async () => {
    const { login } = sessionBench("rakp4-code-without-authentication", { cipherSuites: [0] });
    expect((await login()).profile).toMatchObject({ cipherSuite: 0, workarounds: ["integritycheckvalue"] });
  });

  test("a null user name", async () => {
    const machine = () => Object.assign(new StubMachine(), { userList: [stubUser({ name: "" })] });
    const credentials = new Credentials({ username: "", password: "correct horse" });
    const { login } = sessionBench(null, { credentials }, { machine });
    expect((await login()).profile).toMatchObject(plain);
  });
});

describe("a level", () => {
  const limited = (privilegeLimit: 2 | 3 | 4) => () =>
    Object.assign(new StubMachine(), { userList: [stubUser({ privilegeLimit })] });

  test.each([2, 3, 4] as const)("privilege-must-equal-limit: %i is found from above", async (limit) => {
    const { login, proofs } = sessionBench("privilege-must-equal-limit", {}, { machine: limited(limit) });
    expect((await login()).privilege).toBe(limit);
    expect(proofs()).toBe(1);
  });

  test("privilege-must-equal-limit: nothing above what was asked for is tried", async () => {
    const { login } = sessionBench("privilege-must-equal-limit", { privilege: Privilege.Operator });
    await expect(login()).rejects.toMatchObject({ code: "privilege-too-low" });
  });
});

test("users-held-at-callback: the login fails, and says what holds the user and where to change it", async () => {
  const { client, clock, proofs, bmc } = sessionBench("users-held-at-callback");
  await expect(clock.run(client.connect())).rejects.toMatchObject({
    code: "privilege-too-low",
    message: expect.stringMatching(/^the BMC lets this user in and holds him at callback level/),
  });
  expect(proofs()).toBe(1);
  expect(bmc.sessionCount()).toBe(0);
});

test("a user of the level User is not held at callback", async () => {
  const machine = () =>
    Object.assign(new StubMachine(), { userList: [stubUser({ privilegeLimit: Privilege.User })] });
  expect((await sessionBench(null, {}, { machine }).login()).privilege).toBe(Privilege.User);
});

describe("codes of another length", () => {
  test.each([
    ["rakp2-code-longer", "supermicro20"],
    ["rakp2-code-shorter", "sun20"],
    ["rakp4-code-longer", "sun20"],
  ] as const)("%s: refused, and taken with %s laid down", async (name, flag) => {
    await expect(sessionBench(name).login()).rejects.toMatchObject({ code: "handshake" });
    const told = sessionBench(name, { workarounds: [flag] });
    expect((await told.login()).profile).toMatchObject({ ...plain, workarounds: [flag] });
    expect(told.proofs()).toBe(1);
  });
});

test("suite-refused-with-c7h: fails, and names the status", async () => {
  const { login } = sessionBench("suite-refused-with-c7h");
  await expect(login()).rejects.toMatchObject({ code: "handshake", message: expect.stringContaining("C7h") });
});

test("suite-17-only: without suite 17 it says that no session is free, which may be so", async () => {
  const { login } = sessionBench("suite-17-only", { cipherSuites: [3] });
  await expect(login()).rejects.toMatchObject({ code: "sessions-exhausted" });
});

test("disabled-suite-accepted: what is in force shows when it is tried, not in the records", async () => {
  const { client, clock } = sessionBench("disabled-suite-accepted", { cipherSuites: [0] });
  expect((await clock.run(client.connect())).cipherSuite).toBe(0);
  const records = await clock.run(client.send(getChannelCipherSuites, { channel: 14, index: 0 }));
  expect(parseCipherSuiteRecords(new ByteReader(records, "records"))).toEqual([3, 17]);
});

test("cipher-suite-records-wrong: the suites are read all the same", async () => {
  const { client, clock } = sessionBench("cipher-suite-records-wrong");
  const records = await clock.run(client.send(getChannelCipherSuites, { channel: 14, index: 0 }));
  expect(parseCipherSuiteRecords(new ByteReader(records, "records"))).toEqual([3, 8, 12]);
});

test("no-cipher-suite-records: the refusal is the command's, and the session goes on", async () => {
  const { client, clock, login } = sessionBench("no-cipher-suite-records");
  await expect(
    clock.run(client.send(getChannelCipherSuites, { channel: 14, index: 0 })),
  ).rejects.toMatchObject({
    completionCode: 0xc1,
  });
  await login();
});

test.each(["guid-zero", "guid-erased", "guid-of-many"])("%s: is no identity", async (name) => {
  expect((await sessionBench(name).login()).guid).toBeNull();
});

describe("guid-zero", () => {
  test("is another BMC than one that had a GUID", async () => {
    const { login } = sessionBench("guid-zero", { enrolledGuid: "1a2b3c4d5e6f708192a3b4c5d6e7f809" });
    await expect(login()).rejects.toMatchObject({ code: "identity-changed" });
  });
});

test.each([
  ["repeated-setup-message-ends-it", 0x13],
  ["repeated-setup-message-ends-it", 0x15],
  ["stale-setup-answers", 0x11],
  ["stale-setup-answers", 0x13],
] as const)("%s: a lost answer %i starts the set-up over", async (name, type) => {
  const { login, network } = sessionBench(name);
  let lost = false;
  network.rule = ({ datagram, direction }) => {
    if (lost || direction === "to-bmc" || datagram[5] !== type) return "pass";
    lost = true;
    return "drop";
  };
  expect((await login()).profile).toMatchObject(plain);
});

test("stale-setup-answers: a refusal of the attempt before, without an id, is not taken for this one's", async () => {
  const traits = { cipherSuites: [3], shortRefusals: true };
  const { login } = sessionBench("stale-setup-answers", {}, { traits });
  expect((await login()).profile).toMatchObject({ ...plain, cipherSuite: 3 });
});

describe("a wrong password costs nothing, for the BMC proves itself first:", () => {
  const suite0 = new Set(["rakp4-code-without-authentication"]);
  test.each(setUpPersonalities.filter(({ name }) => !suite0.has(name)).map(({ name }) => [name]))(
    "%s",
    async (name) => {
      const { client, clock, proofs } = sessionBench(name, wrongPassword);
      await expect(clock.run(client.connect())).rejects.toBeInstanceOf(Error);
      await expect(clock.run(client.connect())).rejects.toBeInstanceOf(Error);
      expect(proofs()).toBe(0);
    },
  );
});
