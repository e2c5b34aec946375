import { describe, expect, test } from "vitest";
import { FAKE_ADMIN } from "../testing/fake-bmc";
import { loginBench, loginOutcome, nothingLearnt } from "../testing/login-bench";
import { PayloadType } from "./session-info";

/** What a login tries next when the BMC refuses or falls silent, and what it never tries. */

describe("status codes", () => {
  const refuse = (step: "open" | "rakp1" | "rakp3", status: number) => {
    const all = loginBench();
    all.faults.refuse = (at) => (at === step ? status : 0);
    return loginOutcome(all);
  };

  test.each([0x04, 0x05, 0x10, 0x11, 0x12])("%i at Open Session means the suite", async (status) => {
    expect(await refuse("open", status)).toMatchObject({ code: "suite-refused", ...nothingLearnt });
  });

  test.each([0x09, 0x0a])("%i at RAKP 1 means the privilege", async (status) => {
    expect(await refuse("rakp1", status)).toMatchObject({ code: "privilege-too-low", ...nothingLearnt });
  });

  test.each([0x0c, 0x0d])("%i at RAKP 1 means the user", async (status) => {
    expect(await refuse("rakp1", status)).toMatchObject({ code: "bad-user", ...nothingLearnt });
  });

  test.each(["open", "rakp1"] as const)("01 at %s means no free session", async (step) => {
    expect(await refuse(step, 0x01)).toMatchObject({ code: "sessions-exhausted", ...nothingLearnt });
  });

  test("unknown ones, C7h for one, are named in hex", async () => {
    const result = await refuse("rakp1", 0xc7);
    expect(result).toMatchObject({ code: "handshake", ...nothingLearnt });
    expect(result.message).toContain("C7h");
  });
});

test.each([
  [PayloadType.OpenSessionResponse, "session set-up: no answer"],
  [PayloadType.Rakp2, "RAKP 2"],
  [PayloadType.Rakp4, "RAKP 4"],
])("silence at %i says where the BMC fell silent", async (lost, words) => {
  const given = loginBench();
  given.faults.payload = (type, payload) => (type === lost ? null : payload);
  const result = await loginOutcome(given);
  expect(result).toMatchObject({ code: "no-answer", suite: null });
  expect(result.message).toContain(words);
});

describe("suites", () => {
  test.each([0x01, 0x04, 0x09, 0x0a, 0x0d, 0x10, 0x11, 0x12])(
    "suite 3 is tried when suite 17 is refused with status %i",
    async (status) => {
      const given = loginBench();
      given.faults.refuse = (step, { suite }) => (step === "open" && suite === 17 ? status : 0);
      expect(await loginOutcome(given)).toMatchObject({ code: "logged in", suite: 3 });
    },
  );

  test("no weaker suite is tried than was used before, and the message says so", async () => {
    const given = loginBench({ bmc: { identity: { suites: [3] } }, client: { minimumSuite: 17 } });
    const result = await loginOutcome(given);
    expect(result).toMatchObject({ code: "suite-refused", ...nothingLearnt });
    expect(result.message).toContain("used before");
  });

  test("a suite is never given up for silence: a lost datagram is no refusal", async () => {
    const given = loginBench();
    let answers = 0;
    given.faults.payload = (_, payload) => (++answers <= 2 ? null : payload);
    expect(await loginOutcome(given)).toMatchObject({ code: "logged in", suite: 17 });
  });
});

describe("privilege", () => {
  test.each([0x09, 0x0a, 0x0d])(
    "steps down to Operator when Administrator is refused with %i",
    async (status) => {
      const given = loginBench();
      given.faults.refuse = (step, { privilege }) => (step === "rakp1" && privilege > 3 ? status : 0);
      expect(await loginOutcome(given)).toMatchObject({ code: "logged in" });
      expect(given.client.session?.privilege).toBe(3);
    },
  );

  test("steps down when Set Session Privilege Level refuses, and stays at User without asking", async () => {
    for (const limit of [3, 2] as const) {
      const given = loginBench({ bmc: { identity: { users: [{ ...FAKE_ADMIN, limit }] } } });
      expect(await loginOutcome(given)).toMatchObject({ code: "logged in" });
      expect(given.client.session?.privilege).toBe(limit);
    }
  });

  test("look-up by name and privilege is tried last", async () => {
    const given = loginBench();
    const roles: number[] = [];
    given.network.rule = ({ datagram }) => {
      if (datagram[5] === PayloadType.Rakp1) roles.push(datagram.readUInt8(16 + 24));
      return "pass";
    };
    given.faults.refuse = (step) => (step === "rakp1" ? 0x0d : 0);
    await loginOutcome(given);
    expect(roles).toEqual([0x14, 0x13, 0x12, 0x04]);
  });
});

describe("starting over", () => {
  test.each([PayloadType.OpenSessionResponse, PayloadType.Rakp2, PayloadType.Rakp4])(
    "a lost answer %i starts again at Open Session with a new id, tag and nonce",
    async (lost) => {
      const given = loginBench();
      const requests: { type: number; tag: number; id: string }[] = [];
      given.network.rule = ({ datagram, direction }) => {
        const type = datagram.readUInt8(5);
        if (direction === "to-bmc" && type >= 0x10 && type <= 0x14 && datagram[4] === 6) {
          const id = datagram.subarray(16 + 4, 16 + (type === PayloadType.Rakp1 ? 24 : 8)).toString("hex");
          requests.push({ type, tag: datagram.readUInt8(16), id });
        }
        return "pass";
      };
      let first = true;
      given.faults.payload = (type, payload) => {
        if (type !== lost || !first) return payload;
        first = false;
        return null;
      };
      expect(await loginOutcome(given)).toMatchObject({ code: "logged in" });
      const opens = requests.filter(({ type }) => type === PayloadType.OpenSessionRequest);
      expect(opens).toHaveLength(2);
      expect(new Set(opens.map(({ id }) => id)).size).toBe(2);
      expect(new Set(opens.map(({ tag }) => tag)).size).toBe(2);
      const all = requests.map(({ type, tag, id }) => `${type} ${tag} ${id}`);
      expect(new Set(all).size).toBe(all.length);
      expect(given.bmc.sessions.size).toBe(1);
    },
  );

  test("late answers of an earlier attempt are ignored", async () => {
    const given = loginBench({ faults: { delay: 900, jitter: 300 } });
    expect(await loginOutcome(given, 60_000)).toMatchObject({ code: "logged in" });
  });
});
