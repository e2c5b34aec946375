import { describe, expect, test } from "vitest";
import { DecodeError } from "../../errors";
import { decoded, encoded, numbers } from "../testing/vectors";
import { getChannelAccess } from "./get-channel-access";
import { getChannelCipherSuites } from "./get-channel-cipher-suites";
import { getChannelOemPayloadInfo } from "./get-channel-oem-payload-info";
import { getChannelPayloadSupport } from "./get-channel-payload-support";
import { getChannelPayloadVersion } from "./get-channel-payload-version";
import { setChannelAccess } from "./set-channel-access";
import { setChannelSecurityKeys } from "./set-channel-security-keys";
import { suspendResumePayloadEncryption } from "./suspend-resume-payload-encryption";

// Vectors are laid out by hand from the tables of IPMI 2.0 §22.22–§22.25, §24.3 and §24.8–§24.10.

test("numbers and privileges are the specification's", () => {
  expect(numbers(setChannelAccess)).toEqual([6, 0x40, 4, "idempotent"]);
  expect(numbers(getChannelAccess)).toEqual([6, 0x41, 2, "read"]);
  expect(numbers(getChannelPayloadSupport)).toEqual([6, 0x4e, 2, "read"]);
  expect(numbers(getChannelPayloadVersion)).toEqual([6, 0x4f, 2, "read"]);
  expect(numbers(getChannelOemPayloadInfo)).toEqual([6, 0x50, 2, "read"]);
  expect(numbers(suspendResumePayloadEncryption).slice(0, 3)).toEqual([6, 0x55, 2]);
  expect(numbers(setChannelSecurityKeys).slice(0, 3)).toEqual([6, 0x56, 4]);
});

describe("channel access", () => {
  const request = { channel: 1, settings: "active" } as const;
  const access = {
    alerting: false,
    perMessageAuthentication: true,
    userLevelAuthentication: false,
    mode: "always",
  } as const;

  test("is read for now and for the next start", () => {
    expect(encoded(getChannelAccess, request)).toBe("0180");
    expect(encoded(getChannelAccess, { ...request, settings: "stored" })).toBe("0140");
    expect(decoded(getChannelAccess, "2a 04", request)).toEqual({ ...access, privilegeLimit: 4 });
    expect(decoded(getChannelAccess, "07 04", request).mode).toBeNull();
    expect(() => decoded(getChannelAccess, "2a", request)).toThrow(DecodeError);
  });

  test("is written as it is read; what is null stays", () => {
    expect(encoded(setChannelAccess, { ...request, access, privilegeLimit: 4 })).toBe("01aa84");
    expect(encoded(setChannelAccess, { ...request, access: null, privilegeLimit: 3 })).toBe("010083");
    expect(encoded(setChannelAccess, { channel: 1, settings: "stored", access, privilegeLimit: null })).toBe(
      "016a00",
    );
  });
});

test("cipher suites are asked for by payload type", () => {
  expect(encoded(getChannelCipherSuites, { channel: 14, index: 2 })).toBe("0e0082");
  expect(encoded(getChannelCipherSuites, { channel: 14, index: 0, payloadType: 1 })).toBe("0e0180");
});

test("payload types of a channel are named by their numbers", () => {
  expect(encoded(getChannelPayloadSupport, { channel: 1 })).toBe("01");
  expect(decoded(getChannelPayloadSupport, "0300 3f00 0100 0000", { channel: 1 })).toEqual({
    standard: [0, 1],
    sessionSetup: [16, 17, 18, 19, 20, 21],
    oem: [32],
  });
  expect(() => decoded(getChannelPayloadSupport, "0300 3f00 01", { channel: 1 })).toThrow(DecodeError);
});

test("payload versions are two digits in a byte", () => {
  expect(encoded(getChannelPayloadVersion, { channel: 1, type: 1 })).toBe("0101");
  expect(decoded(getChannelPayloadVersion, "12", { channel: 1, type: 1 })).toEqual({ major: 1, minor: 2 });
});

test("an OEM payload is named by manufacturer and id", () => {
  const request = { channel: 1, type: 2, manufacturer: 0x1bf2, payloadId: 0x0304 };
  expect(encoded(getChannelOemPayloadInfo, request)).toBe("0102f21b000403");
  expect(decoded(getChannelOemPayloadInfo, "02 f21b00 0403 10", request)).toEqual({
    type: 2,
    manufacturer: 0x1bf2,
    payloadId: 0x0304,
    version: { major: 1, minor: 0 },
  });
});

describe("Set Channel Security Keys", () => {
  const bmcKey = { channel: 1, key: "bmc-key" } as const;
  const value = Buffer.alloc(20, 0xab);

  test("reads, sets and locks", () => {
    expect(encoded(setChannelSecurityKeys, { ...bmcKey, operation: "read" })).toBe("010001");
    expect(encoded(setChannelSecurityKeys, { ...bmcKey, operation: "set", value })).toBe(
      `010101${"ab".repeat(20)}`,
    );
    expect(encoded(setChannelSecurityKeys, { channel: 1, key: "random", operation: "lock" })).toBe("010200");
    const short = Buffer.alloc(19);
    expect(() => encoded(setChannelSecurityKeys, { ...bmcKey, operation: "set", value: short })).toThrow(
      RangeError,
    );
  });

  test("tells the key and whether it is locked", () => {
    const read = { ...bmcKey, operation: "read" } as const;
    expect(decoded(setChannelSecurityKeys, `02${"ab".repeat(20)}`, read)).toEqual({ locked: false, value });
    expect(decoded(setChannelSecurityKeys, "01", read)).toEqual({ locked: true, value: null });
    expect(decoded(setChannelSecurityKeys, "00", { ...bmcKey, operation: "lock" }).locked).toBeNull();
  });
});

test("payload encryption is suspended, resumed and begun anew", () => {
  const sol = { type: 1, instance: 1 };
  expect(encoded(suspendResumePayloadEncryption, { ...sol, operation: "suspend" })).toBe("010100");
  expect(encoded(suspendResumePayloadEncryption, { ...sol, operation: "regenerate" })).toBe("010102");
});
