import { describe, expect, test } from "vitest";
import { getDeviceId } from "../commands/app/get-device-id";
import type { CipherSuiteId } from "../crypto/cipher-suite";
import { Credentials } from "../crypto/credentials";
import { FAKE_ADMIN } from "../testing/fake-bmc";
import { fixture } from "../testing/fixture";
import { PayloadType } from "./session-info";
import type { OpenSessionResponse, Rakp2, Rakp4 } from "./setup-messages";

/** Every check of reliability of session set-up, one test each: the fake BMC gets one thing wrong, we must refuse. */

type Given = Parameters<typeof fixture>[0];

function setUp(given: Given = {}) {
  const all = fixture(given);
  return { ...all, faults: all.bmc.handshake.faults };
}

/** Error code of a login, "logged in", and what our password's proof was sent to. */
async function outcome({ client, clock, bmc }: ReturnType<typeof setUp>, budgetMs = 15_000) {
  const result = client.connect({ budgetMs }).then(
    (session) => ({ code: "logged in", suite: session.cipherSuite as number | null, message: "" }),
    (error: { code: string; message: string }) => ({ code: error.code, suite: null, message: error.message }),
  );
  const { code, suite, message } = await clock.run(result);
  await clock.advance(10);
  const proofs = bmc.handshake.rakp3Received.filter(({ authCode }) => authCode.length > 0).length;
  return { code, suite, message, proofs };
}

const refused = { suite: null, proofs: 0 };

describe("Open Session Response", () => {
  const wrong = (change: (right: OpenSessionResponse) => Partial<OpenSessionResponse>) => {
    const given = setUp();
    given.faults.openSession = (right) => ({ ...right, ...change(right) });
    return given;
  };

  test("for another tag is ignored", async () => {
    const given = wrong((right) => ({ tag: (right.tag + 1) & 0xff }));
    expect(await outcome(given)).toMatchObject({ code: "no-answer", ...refused });
  });

  test("for another session id of ours is ignored", async () => {
    const given = wrong((right) => ({ consoleSessionId: right.consoleSessionId ^ 1 }));
    expect(await outcome(given)).toMatchObject({ code: "no-answer", ...refused });
  });

  test("with the BMC's session id 0 is refused", async () => {
    expect(await outcome(wrong(() => ({ bmcSessionId: 0 })))).toMatchObject({
      code: "handshake",
      ...refused,
    });
  });

  test("with any other algorithm triple than asked for is refused, none at all included", async () => {
    for (const authentication of [0, 1, 2, 3]) {
      for (const integrity of [0, 1, 2, 4]) {
        for (const confidentiality of [0, 1, 2]) {
          const asked = [authentication, integrity, confidentiality].join() === "3,4,1";
          const given = setUp({ client: { cipherSuites: [17] } });
          given.faults.openSession = (right) => ({ ...right, authentication, integrity, confidentiality });
          const expected = asked ? { code: "logged in" } : { code: "suite-refused", ...refused };
          expect(await outcome(given), `${authentication} ${integrity} ${confidentiality}`).toMatchObject(
            expected,
          );
        }
      }
    }
  });

  test("with suite 3 whatever was asked is not followed: suite 3 is asked for by name, or not at all", async () => {
    const downgrade = (right: OpenSessionResponse) => ({ ...right, authentication: 1, integrity: 1 });
    const allowed = setUp({ bmc: { identity: { suites: [17, 3] } } });
    allowed.faults.openSession = downgrade;
    expect(await outcome(allowed)).toMatchObject({ code: "logged in", suite: 3 });
    const ratcheted = setUp({ client: { minimumSuite: 17 } });
    ratcheted.faults.openSession = downgrade;
    expect(await outcome(ratcheted)).toMatchObject({ code: "suite-refused", ...refused });
  });

  test.each([35, 37, 40])("of %i bytes with status 0 is refused", async (length) => {
    const given = setUp();
    given.faults.payload = (type, payload) =>
      type === PayloadType.OpenSessionResponse
        ? Buffer.concat([payload, Buffer.alloc(8)]).subarray(0, length)
        : payload;
    expect(await outcome(given)).toMatchObject({ code: "handshake", ...refused });
  });

  test("with algorithm payloads of the wrong type or length is refused", async () => {
    for (const offset of [12, 15, 20, 23, 28, 31]) {
      const given = setUp();
      given.faults.payload = (type, payload) => {
        if (type === PayloadType.OpenSessionResponse)
          payload.writeUInt8(payload.readUInt8(offset) ^ 0x10, offset);
        return payload;
      };
      expect(await outcome(given), `offset ${offset}`).toMatchObject({ code: "handshake", ...refused });
    }
  });

  test("that refuses in two bytes, as Supermicro does, is understood", async () => {
    const given = setUp();
    given.faults.refuse = (step) => (step === "open" ? 0x11 : 0);
    given.faults.payload = (_, payload) => payload.subarray(0, 2);
    expect(await outcome(given)).toMatchObject({ code: "suite-refused", ...refused });
  });

  test("with a lower privilege than asked for leads to asking for less", async () => {
    const given = setUp();
    given.faults.openSession = (right) => ({ ...right, privilege: Math.min(right.privilege, 3) });
    expect(await outcome(given)).toMatchObject({ code: "logged in" });
    expect(given.client.session?.privilege).toBe(3);
  });
});

describe("RAKP 2", () => {
  const wrong = (change: (right: Rakp2) => Partial<Rakp2>) => {
    const given = setUp();
    given.faults.rakp2 = (right) => ({ ...right, ...change(right) });
    return given;
  };
  const flip = (bytes: Buffer, at = 0) => {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(at) ^ 0x01, at);
    return copy;
  };

  test("for another tag is ignored", async () => {
    expect(await outcome(wrong(({ tag }) => ({ tag: tag ^ 0x80 })))).toMatchObject({
      code: "no-answer",
      ...refused,
    });
  });

  test("for another session id of ours is ignored", async () => {
    const given = wrong(({ consoleSessionId }) => ({ consoleSessionId: consoleSessionId ^ 1 }));
    expect(await outcome(given)).toMatchObject({ code: "no-answer", ...refused });
  });

  test.each<CipherSuiteId>([17, 3])(
    "with any bit of the code wrong proves no password (suite %i)",
    async (suite) => {
      const length = suite === 17 ? 32 : 20;
      for (let at = 0; at < length; at++) {
        const given = setUp({ client: { cipherSuites: [suite] } });
        given.faults.rakp2 = (right) => ({ ...right, authCode: flip(right.authCode, at) });
        expect(await outcome(given)).toMatchObject({ code: "bad-password", ...refused });
      }
    },
  );

  test("with a wrong code is answered by a refusal without any code", async () => {
    const given = wrong(({ authCode }) => ({ authCode: flip(authCode) }));
    await outcome(given);
    expect(given.bmc.handshake.rakp3Received).toMatchObject([{ status: 0x0f, authCode: Buffer.alloc(0) }]);
  });

  test.each([0, 16, 20, 31, 33])("with a code of %i instead of 32 bytes is refused", async (length) => {
    const given = wrong(({ authCode }) => ({
      authCode: Buffer.concat([authCode, Buffer.alloc(8)]).subarray(0, length),
    }));
    expect(await outcome(given)).toMatchObject({ code: "handshake", ...refused });
  });

  test("with a random number that is zero is refused", async () => {
    expect(await outcome(wrong(() => ({ bmcNonce: Buffer.alloc(16) })))).toMatchObject({
      code: "handshake",
      ...refused,
    });
  });

  test("with a random number of an earlier login is refused", async () => {
    const bytes = (length: number) => Buffer.alloc(length, 7);
    const given = setUp({ bmc: { entropy: { bytes } } });
    expect(await outcome(given)).toMatchObject({ code: "logged in" });
    given.bmc.reboot();
    const again = given.client.send(getDeviceId, undefined);
    const code = again.then(
      () => "answered",
      (error: { code: string }) => error.code,
    );
    expect(await given.clock.run(code)).toBe("handshake");
    expect(given.bmc.handshake.rakp3Received.filter(({ authCode }) => authCode.length > 0)).toHaveLength(1);
  });

  test("of another BMC than enrolled is an identity change", async () => {
    const given = setUp({ client: { enrolledGuid: "00".repeat(15).concat("01") } });
    expect(await outcome(given)).toMatchObject({ code: "identity-changed", ...refused });
  });

  test("with a GUID of zeros is taken as it comes", async () => {
    const given = setUp({ bmc: { identity: { guid: Buffer.alloc(16) } } });
    expect(await outcome(given)).toMatchObject({ code: "logged in" });
    expect(given.client.session?.guid).toBeNull();
  });

  test("with a GUID changed on the way does not verify", async () => {
    const given = wrong(({ bmcGuid }) => ({ bmcGuid: flip(bmcGuid) }));
    expect(await outcome(given)).toMatchObject({ code: "bad-password", ...refused });
  });
});

describe("RAKP 4", () => {
  const wrong = (change: (right: Rakp4) => Partial<Rakp4>, suite: CipherSuiteId = 17) => {
    const given = setUp({ client: { cipherSuites: [suite] } });
    given.faults.rakp4 = (right) => ({ ...right, ...change(right) });
    return given;
  };

  test.each([
    ["tag", ({ tag }: Rakp4) => ({ tag: tag ^ 1 })],
    ["session id of ours", ({ consoleSessionId }: Rakp4) => ({ consoleSessionId: consoleSessionId ^ 1 })],
  ])("for another %s is ignored", async (_, change) => {
    expect(await outcome(wrong(change))).toMatchObject({ code: "no-answer", suite: null });
  });

  test.each<[CipherSuiteId, number]>([
    [17, 16],
    [3, 12],
  ])("of suite %i must have every bit of its check value right", async (suite, length) => {
    for (let at = 0; at < length; at++) {
      const change = ({ integrityCheck }: Rakp4) => {
        const copy = Buffer.from(integrityCheck);
        copy.writeUInt8(copy.readUInt8(at) ^ 0x80, at);
        return { integrityCheck: copy };
      };
      expect(await outcome(wrong(change, suite))).toMatchObject({ code: "bad-bmc-key", suite: null });
    }
  });

  test.each([0, 12, 15, 17, 32])(
    "with a check value of %i instead of 16 bytes is refused",
    async (length) => {
      const change = ({ integrityCheck }: Rakp4) => ({
        integrityCheck: Buffer.concat([integrityCheck, Buffer.alloc(20)]).subarray(0, length),
      });
      expect(await outcome(wrong(change))).toMatchObject({ code: "handshake", suite: null });
    },
  );

  test("that refuses our code twice means the password: no third proof leaves", async () => {
    const given = setUp();
    given.faults.refuse = (step) => (step === "rakp3" ? 0x0f : 0);
    expect(await outcome(given)).toMatchObject({ code: "bad-password", suite: null, proofs: 2 });
  });

  test("that refuses our code because RAKP 1 was duplicated on the way is no wrong password", async () => {
    const given = setUp();
    let duplicated = false;
    given.network.rule = ({ datagram, direction }) => {
      if (direction === "to-bmc" && datagram[5] === PayloadType.Rakp1 && !duplicated) {
        duplicated = true;
        given.network.deliverAgain(datagram);
      }
      return "pass";
    };
    expect(await outcome(given)).toMatchObject({ code: "logged in", proofs: 2 });
  });

  test("that is lost leaves no session behind on the BMC", async () => {
    const given = setUp();
    given.faults.payload = (type, payload) => (type === PayloadType.Rakp4 ? null : payload);
    expect(await outcome(given)).toMatchObject({ code: "no-answer", suite: null });
    expect(given.bmc.sessions.size).toBe(0);
  });
});

describe("status codes", () => {
  const refuse = (step: "open" | "rakp1" | "rakp3", status: number, given: Given = {}) => {
    const all = setUp(given);
    all.faults.refuse = (at) => (at === step ? status : 0);
    return outcome(all);
  };

  test.each([0x04, 0x05, 0x10, 0x11, 0x12])("%i at Open Session means the suite", async (status) => {
    expect(await refuse("open", status)).toMatchObject({ code: "suite-refused", ...refused });
  });

  test.each([0x09, 0x0a])("%i at RAKP 1 means the privilege", async (status) => {
    expect(await refuse("rakp1", status)).toMatchObject({ code: "privilege-too-low", ...refused });
  });

  test.each([0x0c, 0x0d])("%i at RAKP 1 means the user", async (status) => {
    expect(await refuse("rakp1", status)).toMatchObject({ code: "bad-user", ...refused });
  });

  test.each(["open", "rakp1"] as const)("01 at %s means no free session", async (step) => {
    expect(await refuse(step, 0x01)).toMatchObject({ code: "sessions-exhausted", ...refused });
  });

  test("unknown ones, C7h for one, are named in hex", async () => {
    const result = await refuse("rakp1", 0xc7);
    expect(result).toMatchObject({ code: "handshake", ...refused });
    expect(result.message).toContain("C7h");
  });
});

test.each([
  [PayloadType.OpenSessionResponse, "session set-up: no answer"],
  [PayloadType.Rakp2, "RAKP 2"],
  [PayloadType.Rakp4, "RAKP 4"],
])("silence at %i says where the BMC fell silent", async (lost, words) => {
  const given = setUp();
  given.faults.payload = (type, payload) => (type === lost ? null : payload);
  const result = await outcome(given);
  expect(result).toMatchObject({ code: "no-answer", suite: null });
  expect(result.message).toContain(words);
});

describe("suites", () => {
  test.each([0x01, 0x04, 0x09, 0x0a, 0x0d, 0x10, 0x11, 0x12])(
    "suite 3 is tried when suite 17 is refused with status %i",
    async (status) => {
      const given = setUp();
      given.faults.refuse = (step, { suite }) => (step === "open" && suite === 17 ? status : 0);
      expect(await outcome(given)).toMatchObject({ code: "logged in", suite: 3 });
    },
  );

  test("no weaker suite is tried than was used before, and the message says so", async () => {
    const given = setUp({ bmc: { identity: { suites: [3] } }, client: { minimumSuite: 17 } });
    const result = await outcome(given);
    expect(result).toMatchObject({ code: "suite-refused", ...refused });
    expect(result.message).toContain("used before");
  });

  test("a suite is never given up for silence: a lost datagram is no refusal", async () => {
    const given = setUp();
    let answers = 0;
    given.faults.payload = (_, payload) => (++answers <= 2 ? null : payload);
    expect(await outcome(given)).toMatchObject({ code: "logged in", suite: 17 });
  });
});

describe("privilege", () => {
  test.each([0x09, 0x0a, 0x0d])(
    "steps down to Operator when Administrator is refused with %i",
    async (status) => {
      const given = setUp();
      given.faults.refuse = (step, { privilege }) => (step === "rakp1" && privilege > 3 ? status : 0);
      expect(await outcome(given)).toMatchObject({ code: "logged in" });
      expect(given.client.session?.privilege).toBe(3);
    },
  );

  test("steps down when Set Session Privilege Level refuses, and stays at User without asking", async () => {
    for (const limit of [3, 2] as const) {
      const given = setUp({ bmc: { identity: { users: [{ ...FAKE_ADMIN, limit }] } } });
      expect(await outcome(given)).toMatchObject({ code: "logged in" });
      expect(given.client.session?.privilege).toBe(limit);
    }
  });

  test("look-up by name and privilege is tried last", async () => {
    const given = setUp();
    const roles: number[] = [];
    given.network.rule = ({ datagram }) => {
      if (datagram[5] === PayloadType.Rakp1) roles.push(datagram.readUInt8(16 + 24));
      return "pass";
    };
    given.faults.refuse = (step) => (step === "rakp1" ? 0x0d : 0);
    await outcome(given);
    expect(roles).toEqual([0x14, 0x13, 0x12, 0x04]);
  });
});

describe("starting over", () => {
  test.each([PayloadType.OpenSessionResponse, PayloadType.Rakp2, PayloadType.Rakp4])(
    "a lost answer %i starts again at Open Session with a new id, tag and nonce",
    async (lost) => {
      const given = setUp();
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
      expect(await outcome(given)).toMatchObject({ code: "logged in" });
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
    const given = setUp({ faults: { delay: 900, jitter: 300 } });
    expect(await outcome(given, 60_000)).toMatchObject({ code: "logged in" });
  });
});

test.each<[string, CipherSuiteId, Buffer | null]>([
  ["suite 17", 17, null],
  ["suite 3", 3, null],
  ["suite 17 with K_g", 17, Buffer.from("0123456789abcdef0123")],
  ["suite 3 with K_g", 3, Buffer.from("short")],
])("both halves arrive at the same keys: %s", async (_, suite, bmcKey) => {
  const credentials = new Credentials({ username: "admin", password: FAKE_ADMIN.password, bmcKey });
  const given = setUp({ bmc: { identity: { bmcKey } }, client: { credentials, cipherSuites: [suite] } });
  expect(await outcome(given)).toMatchObject({ code: "logged in", suite, proofs: 1 });
});
