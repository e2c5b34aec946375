import { describe, expect, test } from "vitest";
import { getDeviceId } from "../commands/app/get-device-id";
import type { CipherSuiteId } from "../crypto/cipher-suite";
import { Credentials } from "../crypto/credentials";
import { FAKE_ADMIN } from "../testing/fake-bmc";
import { loginBench, loginOutcome, nothingLearnt } from "../testing/login-bench";
import { PayloadType } from "./session-info";
import type { OpenSessionResponse, Rakp2, Rakp4 } from "./setup-messages";

/** Every check of reliability of session set-up, one test each: the fake BMC gets one thing wrong, we must refuse. */

describe("Open Session Response", () => {
  const wrong = (change: (right: OpenSessionResponse) => Partial<OpenSessionResponse>) => {
    const given = loginBench();
    given.faults.openSession = (right) => ({ ...right, ...change(right) });
    return given;
  };

  test("for another tag is ignored", async () => {
    const given = wrong((right) => ({ tag: (right.tag + 1) & 0xff }));
    expect(await loginOutcome(given)).toMatchObject({ code: "no-answer", ...nothingLearnt });
  });

  test("for another session id of ours is ignored", async () => {
    const given = wrong((right) => ({ consoleSessionId: right.consoleSessionId ^ 1 }));
    expect(await loginOutcome(given)).toMatchObject({ code: "no-answer", ...nothingLearnt });
  });

  test("with the BMC's session id 0 is refused", async () => {
    expect(await loginOutcome(wrong(() => ({ bmcSessionId: 0 })))).toMatchObject({
      code: "handshake",
      ...nothingLearnt,
    });
  });

  test("with any other algorithm triple than asked for is refused, none at all included", async () => {
    for (const authentication of [0, 1, 2, 3]) {
      for (const integrity of [0, 1, 2, 4]) {
        for (const confidentiality of [0, 1, 2]) {
          const asked = [authentication, integrity, confidentiality].join() === "3,4,1";
          const given = loginBench({ client: { cipherSuites: [17] } });
          given.faults.openSession = (right) => ({ ...right, authentication, integrity, confidentiality });
          const expected = asked ? { code: "logged in" } : { code: "suite-refused", ...nothingLearnt };
          expect(
            await loginOutcome(given),
            `${authentication} ${integrity} ${confidentiality}`,
          ).toMatchObject(expected);
        }
      }
    }
  });

  test("with suite 3 whatever was asked is not followed: suite 3 is asked for by name, or not at all", async () => {
    const downgrade = (right: OpenSessionResponse) => ({ ...right, authentication: 1, integrity: 1 });
    const allowed = loginBench({ bmc: { identity: { suites: [17, 3] } } });
    allowed.faults.openSession = downgrade;
    expect(await loginOutcome(allowed)).toMatchObject({ code: "logged in", suite: 3 });
    const ratcheted = loginBench({ client: { minimumSuite: 17 } });
    ratcheted.faults.openSession = downgrade;
    expect(await loginOutcome(ratcheted)).toMatchObject({ code: "suite-refused", ...nothingLearnt });
  });

  test.each([35, 37, 40])("of %i bytes with status 0 is refused", async (length) => {
    const given = loginBench();
    given.faults.payload = (type, payload) =>
      type === PayloadType.OpenSessionResponse
        ? Buffer.concat([payload, Buffer.alloc(8)]).subarray(0, length)
        : payload;
    expect(await loginOutcome(given)).toMatchObject({ code: "handshake", ...nothingLearnt });
  });

  test("with algorithm payloads of the wrong type or length is refused", async () => {
    for (const offset of [12, 15, 20, 23, 28, 31]) {
      const given = loginBench();
      given.faults.payload = (type, payload) => {
        if (type === PayloadType.OpenSessionResponse)
          payload.writeUInt8(payload.readUInt8(offset) ^ 0x10, offset);
        return payload;
      };
      expect(await loginOutcome(given), `offset ${offset}`).toMatchObject({
        code: "handshake",
        ...nothingLearnt,
      });
    }
  });

  test("that refuses in two bytes, as Supermicro does, is understood", async () => {
    const given = loginBench();
    given.faults.refuse = (step) => (step === "open" ? 0x11 : 0);
    given.faults.payload = (_, payload) => payload.subarray(0, 2);
    expect(await loginOutcome(given)).toMatchObject({ code: "suite-refused", ...nothingLearnt });
  });

  test("with a lower privilege than asked for leads to asking for less", async () => {
    const given = loginBench();
    given.faults.openSession = (right) => ({ ...right, privilege: Math.min(right.privilege, 3) });
    expect(await loginOutcome(given)).toMatchObject({ code: "logged in" });
    expect(given.client.session?.privilege).toBe(3);
  });
});

describe("RAKP 2", () => {
  const wrong = (change: (right: Rakp2) => Partial<Rakp2>) => {
    const given = loginBench();
    given.faults.rakp2 = (right) => ({ ...right, ...change(right) });
    return given;
  };
  const flip = (bytes: Buffer, at = 0) => {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(at) ^ 0x01, at);
    return copy;
  };

  test("for another tag is ignored", async () => {
    expect(await loginOutcome(wrong(({ tag }) => ({ tag: tag ^ 0x80 })))).toMatchObject({
      code: "no-answer",
      ...nothingLearnt,
    });
  });

  test("for another session id of ours is ignored", async () => {
    const given = wrong(({ consoleSessionId }) => ({ consoleSessionId: consoleSessionId ^ 1 }));
    expect(await loginOutcome(given)).toMatchObject({ code: "no-answer", ...nothingLearnt });
  });

  test.each<CipherSuiteId>([17, 3])(
    "with any bit of the code wrong proves no password (suite %i)",
    async (suite) => {
      const length = suite === 17 ? 32 : 20;
      for (let at = 0; at < length; at++) {
        const given = loginBench({ client: { cipherSuites: [suite] } });
        given.faults.rakp2 = (right) => ({ ...right, authCode: flip(right.authCode, at) });
        expect(await loginOutcome(given)).toMatchObject({ code: "bad-password", ...nothingLearnt });
      }
    },
  );

  test("with a wrong code is answered by a refusal without any code", async () => {
    const given = wrong(({ authCode }) => ({ authCode: flip(authCode) }));
    await loginOutcome(given);
    expect(given.bmc.handshake.rakp3Received).toMatchObject([{ status: 0x0f, authCode: Buffer.alloc(0) }]);
  });

  test.each([0, 16, 20, 31, 33])("with a code of %i instead of 32 bytes is refused", async (length) => {
    const given = wrong(({ authCode }) => ({
      authCode: Buffer.concat([authCode, Buffer.alloc(8)]).subarray(0, length),
    }));
    expect(await loginOutcome(given)).toMatchObject({ code: "handshake", ...nothingLearnt });
  });

  test("with a random number that is zero is refused", async () => {
    expect(await loginOutcome(wrong(() => ({ bmcNonce: Buffer.alloc(16) })))).toMatchObject({
      code: "handshake",
      ...nothingLearnt,
    });
  });

  test("with a random number of an earlier login is refused", async () => {
    const bytes = (length: number) => Buffer.alloc(length, 7);
    const given = loginBench({ bmc: { entropy: { bytes } } });
    expect(await loginOutcome(given)).toMatchObject({ code: "logged in" });
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
    const given = loginBench({ client: { enrolledGuid: "00".repeat(15).concat("01") } });
    expect(await loginOutcome(given)).toMatchObject({ code: "identity-changed", ...nothingLearnt });
  });

  test("with a GUID of zeros is taken as it comes", async () => {
    const given = loginBench({ bmc: { identity: { guid: Buffer.alloc(16) } } });
    expect(await loginOutcome(given)).toMatchObject({ code: "logged in" });
    expect(given.client.session?.guid).toBeNull();
  });

  test("with a GUID changed on the way does not verify", async () => {
    const given = wrong(({ bmcGuid }) => ({ bmcGuid: flip(bmcGuid) }));
    expect(await loginOutcome(given)).toMatchObject({ code: "bad-password", ...nothingLearnt });
  });
});

describe("RAKP 4", () => {
  const wrong = (change: (right: Rakp4) => Partial<Rakp4>, suite: CipherSuiteId = 17) => {
    const given = loginBench({ client: { cipherSuites: [suite] } });
    given.faults.rakp4 = (right) => ({ ...right, ...change(right) });
    return given;
  };

  test.each([
    ["tag", ({ tag }: Rakp4) => ({ tag: tag ^ 1 })],
    ["session id of ours", ({ consoleSessionId }: Rakp4) => ({ consoleSessionId: consoleSessionId ^ 1 })],
  ])("for another %s is ignored", async (_, change) => {
    expect(await loginOutcome(wrong(change))).toMatchObject({ code: "no-answer", suite: null });
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
      expect(await loginOutcome(wrong(change, suite))).toMatchObject({ code: "bad-bmc-key", suite: null });
    }
  });

  test.each([0, 12, 15, 17, 32])(
    "with a check value of %i instead of 16 bytes is refused",
    async (length) => {
      const change = ({ integrityCheck }: Rakp4) => ({
        integrityCheck: Buffer.concat([integrityCheck, Buffer.alloc(20)]).subarray(0, length),
      });
      expect(await loginOutcome(wrong(change))).toMatchObject({ code: "handshake", suite: null });
    },
  );

  test("that refuses our code twice means the password: no third proof leaves", async () => {
    const given = loginBench();
    given.faults.refuse = (step) => (step === "rakp3" ? 0x0f : 0);
    expect(await loginOutcome(given)).toMatchObject({ code: "bad-password", suite: null, proofs: 2 });
  });

  test("that refuses our code because RAKP 1 was duplicated on the way is no wrong password", async () => {
    const given = loginBench();
    let duplicated = false;
    given.network.rule = ({ datagram, direction }) => {
      if (direction === "to-bmc" && datagram[5] === PayloadType.Rakp1 && !duplicated) {
        duplicated = true;
        given.network.deliverAgain(datagram);
      }
      return "pass";
    };
    expect(await loginOutcome(given)).toMatchObject({ code: "logged in", proofs: 2 });
  });

  test("that is lost leaves no session behind on the BMC", async () => {
    const given = loginBench();
    given.faults.payload = (type, payload) => (type === PayloadType.Rakp4 ? null : payload);
    expect(await loginOutcome(given)).toMatchObject({ code: "no-answer", suite: null });
    expect(given.bmc.sessions.size).toBe(0);
  });
});

test.each<[string, CipherSuiteId, Buffer | null]>([
  ["suite 17", 17, null],
  ["suite 3", 3, null],
  ["suite 17 with K_g", 17, Buffer.from("0123456789abcdef0123")],
  ["suite 3 with K_g", 3, Buffer.from("short")],
])("both halves arrive at the same keys: %s", async (_, suite, bmcKey) => {
  const credentials = new Credentials({ username: "admin", password: FAKE_ADMIN.password, bmcKey });
  const given = loginBench({ bmc: { identity: { bmcKey } }, client: { credentials, cipherSuites: [suite] } });
  expect(await loginOutcome(given)).toMatchObject({ code: "logged in", suite, proofs: 1 });
});
