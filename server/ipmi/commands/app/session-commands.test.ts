import { describe, expect, test } from "vitest";
import { DecodeError } from "../../errors";
import { ByteReader } from "../../wire/byte-reader";
import type { Command } from "../command";
import { closeSession } from "./close-session";
import { getChannelAuthenticationCapabilities } from "./get-channel-authentication-capabilities";
import { getChannelCipherSuites, parseCipherSuiteRecords } from "./get-channel-cipher-suites";
import { getDeviceGuid } from "./get-device-guid";
import { getDeviceId } from "./get-device-id";
import { getSessionInfo } from "./get-session-info";
import { getSystemGuid } from "./get-system-guid";
import { setSessionPrivilegeLevel } from "./set-session-privilege-level";

function hex(text: string): Buffer {
  return Buffer.from(text.replaceAll(" ", ""), "hex");
}

function encode<Request>(command: Command<Request, unknown>, request: Request): string {
  return Buffer.from(command.encode(request)).toString("hex");
}

function decode<Request, Response>(
  command: Command<Request, Response>,
  data: string,
  request: Request,
): Response {
  return command.decode(new ByteReader(hex(data), command.name), request);
}

test("numbers and classes are the specification's", () => {
  const commands = [
    getDeviceId,
    getDeviceGuid,
    getSystemGuid,
    getChannelAuthenticationCapabilities,
    setSessionPrivilegeLevel,
    closeSession,
    getSessionInfo,
    getChannelCipherSuites,
  ];
  expect(commands.map(({ netFn, command, class: commandClass }) => [netFn, command, commandClass])).toEqual([
    [6, 0x01, "read"],
    [6, 0x08, "read"],
    [6, 0x37, "read"],
    [6, 0x38, "read"],
    [6, 0x3b, "idempotent"],
    [6, 0x3c, "idempotent"],
    [6, 0x3d, "read"],
    [6, 0x54, "read"],
  ]);
});

describe("Get Device ID", () => {
  test("reads what ipmi_sim sends", () => {
    expect(encode(getDeviceId, undefined)).toBe("");
    expect(decode(getDeviceId, "00 03 09 08 02 9f 91 12 00 02 0f 00 00 00 00", undefined)).toEqual({
      deviceId: 0,
      deviceRevision: 3,
      providesDeviceSdrs: false,
      available: true,
      firmwareMajor: 9,
      firmwareMinor: 8,
      firmwareMinorByte: 0x08,
      ipmiVersion: "2.0",
      support: {
        sensor: true,
        sdrRepository: true,
        sel: true,
        fruInventory: true,
        ipmbEventReceiver: true,
        ipmbEventGenerator: false,
        bridge: false,
        chassis: true,
      },
      manufacturerId: 0x1291,
      productId: 0x0f02,
      auxiliaryFirmware: hex("00000000"),
    });
  });

  test("takes IPMI 1.5's form without auxiliary firmware, minor revision in BCD, version in swapped nibbles", () => {
    expect(decode(getDeviceId, "20 81 82 37 51 00 57 01 f0 00 01", undefined)).toMatchObject({
      deviceRevision: 1,
      providesDeviceSdrs: true,
      available: false,
      firmwareMajor: 2,
      firmwareMinor: 37,
      firmwareMinorByte: 0x37,
      ipmiVersion: "1.5",
      manufacturerId: 0x0157,
      productId: 0x0100,
      auxiliaryFirmware: null,
    });
    expect(decode(getDeviceId, "20 81 02 3a 02 00 57 01 00 00 01", undefined).firmwareMinor).toBeNull();
  });

  test("a short answer is a decode error with its offset", () => {
    expect(() => decode(getDeviceId, "20 81 02", undefined)).toThrow(DecodeError);
  });
});

test("GUIDs are 16 bytes as sent", () => {
  const guid = "a123456789abcdefa123456789abcdef";
  for (const command of [getDeviceGuid, getSystemGuid]) {
    expect(decode(command, guid, undefined).toString("hex")).toBe(guid);
    expect(() => decode(command, guid.slice(2), undefined)).toThrow(DecodeError);
  }
});

describe("Get Channel Authentication Capabilities", () => {
  const request = { channel: 0x0e, privilege: 4 } as const;

  test("asks for the IPMI 2.0 form on the present channel", () => {
    expect(encode(getChannelAuthenticationCapabilities, request)).toBe("8e04");
  });

  test("reads an IPMI 2.0 answer", () => {
    expect(decode(getChannelAuthenticationCapabilities, "01 97 07 03 00000000", request)).toEqual({
      channel: 1,
      authenticationTypes: { none: true, md2: true, md5: true, straightPassword: true, oem: false },
      ipmi2: true,
      ipmi15: true,
      bmcKeySet: false,
      perMessageAuthentication: true,
      userLevelAuthentication: true,
      namedUsers: true,
      nullUsers: true,
      anonymousLogin: true,
      extended: true,
      oem: { manufacturer: 0, auxiliary: 0 },
    });
  });

  test("asks and reads as IPMI 1.5 did", () => {
    expect(encode(getChannelAuthenticationCapabilities, { ...request, extended: false })).toBe("0e04");
    expect(decode(getChannelAuthenticationCapabilities, "01 20 00 00 f21b00 07", request)).toMatchObject({
      extended: false,
      oem: { manufacturer: 0x1bf2, auxiliary: 7 },
    });
  });

  test("an answer without extended capabilities is IPMI 1.5 only", () => {
    expect(decode(getChannelAuthenticationCapabilities, "01 15 20 03 00000000", request)).toMatchObject({
      ipmi2: false,
      ipmi15: true,
      bmcKeySet: true,
    });
  });
});

describe("Get Channel Cipher Suites", () => {
  test("asks for a block of the list by suite and returns its records", () => {
    expect(encode(getChannelCipherSuites, { channel: 0x0e, index: 1 })).toBe("0e0081");
    const block = decode(getChannelCipherSuites, "01 c0 03 01 41 81", { channel: 0x0e, index: 0 });
    expect(block.toString("hex")).toBe("c003014181");
    expect(decode(getChannelCipherSuites, `01${"00".repeat(30)}`, { channel: 1, index: 0 })).toHaveLength(16);
  });

  test("records are read leniently: standard, OEM, rubbish between, cut off at the end", () => {
    const parse = (text: string) => parseCipherSuiteRecords(new ByteReader(hex(text), "records"));
    expect(parse("c0 00 00 40 80 c0 03 01 41 81 c0 11 03 44 81")).toEqual([0, 3, 17]);
    expect(parse("ff c1 80 c0 c0 c0 01 41 81 c0 11")).toEqual([17]);
    expect(parse("c0 03 c0")).toEqual([3]);
  });
});

test("Set Session Privilege Level carries the level both ways", () => {
  expect(encode(setSessionPrivilegeLevel, 4)).toBe("04");
  expect(decode(setSessionPrivilegeLevel, "04", 4)).toBe(4);
});

test("Close Session names the BMC's session id", () => {
  expect(encode(closeSession, { sessionId: 0x5a6dcda5 })).toBe("a5cd6d5a");
  expect(decode(closeSession, "", { sessionId: 1 })).toBeUndefined();
});

describe("Get Session Info", () => {
  test("selects by every key", () => {
    expect(encode(getSessionInfo, { by: "current" })).toBe("00");
    expect(encode(getSessionInfo, { by: "index", index: 2 })).toBe("02");
    expect(encode(getSessionInfo, { by: "handle", handle: 7 })).toBe("fe07");
    expect(encode(getSessionInfo, { by: "id", id: 0x01020304 })).toBe("ff04030201");
  });

  test("reads an active LAN session", () => {
    const info = decode(getSessionInfo, "01 04 02 02 04 11 7f000001 020304050607 6f02", { by: "current" });
    expect(info).toEqual({
      handle: 1,
      possibleSessions: 4,
      activeSessions: 2,
      active: {
        userId: 2,
        privilege: 4,
        channel: 1,
        ipmi2: true,
        remote: { address: "127.0.0.1", mac: "02:03:04:05:06:07", port: 623 },
        serial: null,
      },
    });
  });

  test("reads a session over a serial channel, with a port when it is over PPP", () => {
    const direct = decode(getSessionInfo, "01 04 01 02 04 02 00 01 c0000201", { by: "current" });
    expect(direct.active).toMatchObject({
      remote: null,
      serial: { activity: 0, destination: 1, address: "192.0.2.1", port: null },
    });
    const ppp = decode(getSessionInfo, "01 04 01 02 04 02 01 01 c0000201 6f02", { by: "current" });
    expect(ppp.active?.serial).toMatchObject({ activity: 1, port: 623 });
  });

  test("takes three bytes for no such session, and an active one without address", () => {
    expect(decode(getSessionInfo, "00 04 01", { by: "current" }).active).toBeNull();
    expect(decode(getSessionInfo, "00 04 01 02 04 01", { by: "current" }).active?.remote).toBeNull();
  });
});
