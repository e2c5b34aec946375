import { describe, expect, test } from "vitest";
import { DecodeError } from "../../errors";
import { SequenceCounter } from "../sequence-numbers";
import { openActivation, sealActivation } from "./activation-packet";
import { authCode } from "./auth-code";
import { type Ipmi15Parameters, Ipmi15Protection } from "./ipmi15-protection";
import { decodeIpmi15Packet, encodeIpmi15Packet } from "./packet";

/** Codes computed with Python (hashlib, and an MD2 of its own) from IPMI 2.0 §22.17.1, not with this code. */

const message = Buffer.from("2018c88104017a", "hex");
const numbered = { sessionId: 0x02000102, sequence: 0x1a2b3c4d, message };
const password = Buffer.from("correct horse");

describe("AuthCodes", () => {
  test.each([
    ["md5", "correct horse", "d9229ed2473dd5f1ba199761728a8618"],
    ["md2", "correct horse", "54faf9218755f75f34db434f0fc2f722"],
    ["password", "correct horse", "636f727265637420686f727365000000"],
    ["md5", "twentybytepassword20", "7d00242449b4882406c0da47a0d63448"],
    ["md2", "twentybytepassword20", "038cc8c4db8fb9f37a76dc341d4afdf8"],
    ["password", "twentybytepassword20", "7477656e74796279746570617373776f"],
  ] as const)("%s of %s", (type, secret, code) => {
    expect(authCode(type, Buffer.from(secret), numbered).toString("hex")).toBe(code);
  });
});

describe("packets", () => {
  const datagram = Buffer.from(
    "0600ff07024d3c2b1a02010002d9229ed2473dd5f1ba199761728a8618072018c88104017a",
    "hex",
  );
  const packet = {
    ...numbered,
    authType: "md5",
    authCode: Buffer.from("d9229ed2473dd5f1ba199761728a8618", "hex"),
  } as const;

  test("authenticated, both ways", () => {
    expect(encodeIpmi15Packet(packet)).toEqual(datagram);
    expect(decodeIpmi15Packet(datagram)).toEqual(packet);
  });

  test("bare, both ways", () => {
    const bare = Buffer.from("0600ff07004d3c2b1a02010002072018c88104017a", "hex");
    const plain = { ...packet, authType: "none", authCode: null } as const;
    expect(encodeIpmi15Packet(plain)).toEqual(bare);
    expect(decodeIpmi15Packet(bare)).toEqual(plain);
  });

  test("cut off anywhere, they do not decode", () => {
    for (let length = 4; length < datagram.length; length++) {
      expect(() => decodeIpmi15Packet(datagram.subarray(0, length)), `${length}`).toThrow(DecodeError);
    }
  });

  test.each([3, 5, 6, 7, 15])("of authentication type %i, which nobody defined, are none", (type) => {
    const foreign = Buffer.from(datagram);
    foreign.writeUInt8(type, 4);
    expect(decodeIpmi15Packet(foreign)).toBeNull();
  });
});

describe("a session's packets", () => {
  const deviations = { zeroSessionId: false, uncheckedReplies: false, swappedSequence: false };
  const protection = (given: Partial<Ipmi15Parameters> = {}) =>
    new Ipmi15Protection({
      authentication: "md5",
      password,
      sessionId: numbered.sessionId,
      outbound: new SequenceCounter(numbered.sequence),
      firstInbound: numbered.sequence,
      bare: false,
      deviations,
      ...given,
    });

  test("are numbered one by one, and a repeated one is not opened again", () => {
    const ours = protection();
    const theirs = protection();
    const [first, second] = [theirs.seal(0, message), theirs.seal(0, message)];
    expect(second.readUInt32LE(5)).toBe(first.readUInt32LE(5) + 1);
    expect(ours.open(second)).toEqual({ ok: true, payloadType: 0, payload: message });
    expect(ours.open(first)).toEqual({ ok: true, payloadType: 0, payload: message });
    expect(ours.open(first)).toEqual({ ok: false, reason: "sequence" });
  });

  test.each(["md5", "md2"] as const)("with %s and a flipped bit are refused", (authentication) => {
    const sealed = protection({ authentication }).seal(0, message);
    const ours = protection({ authentication });
    for (let bit = 4 * 8; bit < sealed.length * 8; bit++) {
      const flipped = Buffer.from(sealed);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      const isReserved = bit >= 36 && bit < 40; // High half of the authentication type's byte.
      if (!isReserved) expect(ours.open(flipped).ok, `bit ${bit}`).toBe(false);
    }
    expect(ours.open(sealed).ok).toBe(true);
  });

  test("without a code are refused where one was agreed", () => {
    const bare = protection({ bare: true }).seal(0, message);
    expect(protection().open(bare)).toEqual({ ok: false, reason: "unprotected" });
    expect(protection({ bare: true }).open(bare).ok).toBe(true);
  });

  test("with session id 0 are taken for idzero only, and never with a wrong code", () => {
    const zero = protection({ sessionId: 0 }).seal(0, message);
    const idzero = { deviations: { ...deviations, zeroSessionId: true } };
    expect(protection().open(zero)).toEqual({ ok: false, reason: "other-session" });
    expect(protection(idzero).open(zero).ok).toBe(true);
    zero.writeUInt8(zero.readUInt8(13) ^ 1, 13);
    expect(protection(idzero).open(zero)).toEqual({ ok: false, reason: "auth-code" });
  });
});

describe("the answer to Activate Session", () => {
  const activation = { authentication: "md5", password, sessionId: numbered.sessionId } as const;

  test("is taken when its code is right, and forged when it is not", () => {
    const answer = sealActivation(activation, message);
    expect(openActivation(activation, answer, [])).toEqual(message);
    answer.writeUInt8(answer.readUInt8(13) ^ 1, 13);
    expect(openActivation(activation, answer, [])).toBe("forged");
    expect(openActivation(activation, answer, ["noauthcodecheck"])).toEqual(message);
  });

  test("of another session or another type is none", () => {
    const other = sealActivation({ ...activation, sessionId: 7 }, message);
    expect(openActivation(activation, other, [])).toBeNull();
    const plain = sealActivation({ ...activation, authentication: "none" }, message);
    expect(openActivation(activation, plain, [])).toBeNull();
  });
});
