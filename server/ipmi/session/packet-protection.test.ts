import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encryptAesCbc } from "../crypto/aes-cbc";
import { type CipherSuiteId, cipherSuite } from "../crypto/cipher-suite";
import { packetAuthCode } from "../crypto/packet-integrity";
import { SessionKeys } from "../crypto/session-keys";
import { SeededEntropy } from "../testing/seeded-entropy";
import { PacketProtection } from "./packet-protection";
import { encodeSessionPacket } from "./rmcp-plus-packet";

const OURS = 0x11223344;
const THEIRS = 0x55667788;
const iv = Buffer.alloc(16, 5);

function keysOf(suite: CipherSuiteId): SessionKeys {
  const bytes = (n: number) => new SeededEntropy(n).bytes(cipherSuite(suite).hashLength);
  return new SessionKeys({ sik: bytes(1), k1: bytes(2), k2: bytes(3) });
}

/** Our side of a session, and a way to make any packet the BMC could send, right or wrong. */
function pair(id: CipherSuiteId = 17) {
  const suite = cipherSuite(id);
  const keys = keysOf(id);
  const ours = new PacketProtection({ suite, keys, inboundSessionId: OURS, outboundSessionId: THEIRS });
  const theirs = new PacketProtection({ suite, keys, inboundSessionId: THEIRS, outboundSessionId: OURS });
  const forge = (
    header: Partial<Parameters<typeof encodeSessionPacket>[0]>,
    payload: Buffer = encryptAesCbc(keys.aesKey(), iv, Buffer.from("hello")),
    code: (covered: Buffer) => Buffer = (covered) => packetAuthCode(suite, keys, covered),
  ) =>
    encodeSessionPacket(
      { payloadType: 0, encrypted: true, authenticated: true, sessionId: OURS, sequence: 1, ...header },
      payload,
      code,
    );
  return { suite, keys, ours, theirs, forge };
}

describe.each<CipherSuiteId>([17, 3])("suite %i", (id) => {
  test("what one side seals the other opens, in either direction, for every length", () => {
    const { ours, theirs } = pair(id);
    for (let length = 0; length < 70; length++) {
      const payload = new SeededEntropy(length).bytes(length);
      expect(ours.open(theirs.seal(0, payload, iv))).toEqual({ ok: true, payloadType: 0, payload });
      expect(theirs.open(ours.seal(1, payload, iv))).toEqual({ ok: true, payloadType: 1, payload });
    }
  });

  test("every single flipped bit of a datagram is refused", () => {
    const { ours, theirs } = pair(id);
    const datagram = theirs.seal(0, Buffer.from("a response of the BMC"), iv);
    for (let bit = 4 * 8; bit < datagram.length * 8; bit++) {
      const flipped = Buffer.from(datagram);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(ours.open(flipped).ok, `bit ${bit}`).toBe(false);
    }
    expect(ours.open(datagram).ok).toBe(true);
  });

  test("every truncation and any extra byte is refused", () => {
    const { ours, theirs } = pair(id);
    const datagram = theirs.seal(0, Buffer.from("a response"), iv);
    for (let length = 0; length < datagram.length; length++) {
      expect(ours.open(datagram.subarray(0, length)).ok).toBe(false);
    }
    expect(ours.open(Buffer.concat([datagram, Buffer.from([0])])).ok).toBe(false);
  });
});

describe("an in-session datagram is dropped, and says why, when", () => {
  test("it is longer than 2 KiB", () => {
    const { ours, theirs } = pair();
    expect(ours.open(theirs.seal(0, Buffer.alloc(2048), iv))).toEqual({ ok: false, reason: "malformed" });
  });

  test("it is IPMI 1.5", () => {
    const { ours, forge } = pair();
    const datagram = forge({});
    datagram[4] = 0x02;
    expect(ours.open(datagram)).toEqual({ ok: false, reason: "malformed" });
  });

  test("it is for another session", () => {
    const { ours, forge } = pair();
    expect(ours.open(forge({ sessionId: OURS + 1 }))).toEqual({ ok: false, reason: "other-session" });
    expect(ours.open(forge({ sessionId: 0 }))).toEqual({ ok: false, reason: "other-session" });
  });

  test("either flag is missing, even with a right code", () => {
    const { ours, forge } = pair();
    expect(ours.open(forge({ authenticated: false }))).toEqual({ ok: false, reason: "unprotected" });
    expect(ours.open(forge({ encrypted: false }))).toEqual({ ok: false, reason: "unprotected" });
    const plain = forge({ encrypted: false, authenticated: false }, Buffer.from("hello"), () =>
      Buffer.alloc(0),
    );
    expect(ours.open(plain)).toEqual({ ok: false, reason: "unprotected" });
  });

  test("its number is 0, was seen, or is outside the window", () => {
    const { ours, forge } = pair();
    expect(ours.open(forge({ sequence: 0 }))).toEqual({ ok: false, reason: "sequence" });
    expect(ours.open(forge({ sequence: 65 }))).toEqual({ ok: false, reason: "sequence" });
    expect(ours.open(forge({ sequence: 5 })).ok).toBe(true);
    expect(ours.open(forge({ sequence: 5 }))).toEqual({ ok: false, reason: "sequence" });
    expect(ours.open(forge({ sequence: 1 })).ok).toBe(true);
  });

  test.each([
    ["pad byte is not FFh", -19],
    ["pad length is wrong", -18],
    ["next header is not 07h", -17],
  ])("its %s, although the code covers it", (_, at) => {
    const { ours, suite, keys } = pair();
    // 32 payload bytes need two pad bytes.
    const right = pair().forge({}, Buffer.alloc(32));
    const covered = Buffer.from(right.subarray(4, -suite.authCodeLength));
    const offset = covered.length + at + suite.authCodeLength;
    covered.writeUInt8(covered.readUInt8(offset) ^ 1, offset);
    const datagram = Buffer.concat([right.subarray(0, 4), covered, packetAuthCode(suite, keys, covered)]);
    expect(ours.open(datagram)).toEqual({ ok: false, reason: "trailer" });
  });

  test("its code is shorter or longer than the suite's", () => {
    const { ours, suite, keys, forge } = pair();
    for (const length of [0, 12, 15]) {
      const short = (covered: Buffer) => packetAuthCode(suite, keys, covered).subarray(0, length);
      expect(ours.open(forge({}, undefined, short))).toEqual({ ok: false, reason: "trailer" });
    }
    const long = (covered: Buffer) => Buffer.concat([packetAuthCode(suite, keys, covered), Buffer.alloc(4)]);
    expect(ours.open(forge({}, undefined, long))).toEqual({ ok: false, reason: "trailer" });
  });

  test("its code is wrong, and the number it used stays free", () => {
    const { ours, forge } = pair();
    expect(ours.open(forge({ sequence: 64 }, undefined, () => Buffer.alloc(16)))).toEqual({
      ok: false,
      reason: "auth-code",
    });
    expect(ours.open(forge({ sequence: 64 })).ok).toBe(true);
  });

  test("it does not decrypt to whole, rightly padded blocks", () => {
    const { ours, forge } = pair();
    for (const [sequence, length] of [16, 31, 33].entries()) {
      const opened = ours.open(forge({ sequence: sequence + 1 }, Buffer.alloc(length)));
      expect(opened).toEqual({ ok: false, reason: "decryption" });
    }
  });
});

test("random datagrams never throw and are never taken", () => {
  const { ours } = pair();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
      expect(ours.open(Buffer.concat([Buffer.from("0600ff0706c044332211", "hex"), bytes])).ok).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test("outbound numbers start at 1 and rise by one", () => {
  const { ours } = pair();
  const numbers = [1, 2, 3].map(() => ours.seal(0, Buffer.alloc(1), iv).readUInt32LE(10));
  expect(numbers).toEqual([1, 2, 3]);
});
