import { describe, expect, test } from "vitest";
import { DecodeError } from "../../errors";
import { decoded, encoded, numbers } from "../testing/vectors";
import { getUserAccess } from "./get-user-access";
import { getUserName } from "./get-user-name";
import { getUserPayloadAccess } from "./get-user-payload-access";
import { setUserAccess } from "./set-user-access";
import { setUserName } from "./set-user-name";
import { setUserPassword } from "./set-user-password";
import { setUserPayloadAccess } from "./set-user-payload-access";

// Vectors are laid out by hand from the tables of IPMI 2.0 §22.26–§22.30 and §24.6–§24.7.

const who = { channel: 1, userId: 3 };

test("numbers and privileges are the specification's", () => {
  expect(numbers(setUserAccess)).toEqual([6, 0x43, 4, "idempotent"]);
  expect(numbers(getUserAccess)).toEqual([6, 0x44, 3, "read"]);
  expect(numbers(setUserName)).toEqual([6, 0x45, 4, "idempotent"]);
  expect(numbers(getUserName)).toEqual([6, 0x46, 3, "read"]);
  expect(numbers(setUserPassword).slice(0, 3)).toEqual([6, 0x47, 4]);
  expect(numbers(setUserPayloadAccess)).toEqual([6, 0x4c, 4, "idempotent"]);
  expect(numbers(getUserPayloadAccess)).toEqual([6, 0x4d, 3, "read"]);
});

describe("Get User Access", () => {
  test("reads counts, state and rights", () => {
    expect(encoded(getUserAccess, who)).toBe("0103");
    expect(decoded(getUserAccess, "0f 45 02 74", who)).toEqual({
      maximumUsers: 15,
      enabledUsers: 5,
      fixedNames: 2,
      enabled: true,
      callbackOnly: true,
      linkAuthentication: true,
      ipmiMessaging: true,
      privilegeLimit: 4,
    });
  });

  test("tells disabled from not said", () => {
    expect(decoded(getUserAccess, "0f 85 02 0f", who).enabled).toBe(false);
    expect(decoded(getUserAccess, "0f 05 02 0f", who).enabled).toBeNull();
    expect(decoded(getUserAccess, "0f c5 02 0f", who).enabled).toBeNull();
  });

  test("refuses a short answer", () => {
    expect(() => decoded(getUserAccess, "0f 45 02", who)).toThrow(DecodeError);
  });
});

describe("Set User Access", () => {
  test("changes only the privilege when access is to stay", () => {
    expect(encoded(setUserAccess, { ...who, privilegeLimit: 4, access: null })).toBe("01030400");
  });

  test("changes access when it is given", () => {
    const access = { callbackOnly: false, linkAuthentication: true, ipmiMessaging: true };
    expect(encoded(setUserAccess, { ...who, privilegeLimit: 15, access, sessionLimit: 2 })).toBe("b1030f02");
  });
});

describe("user names", () => {
  test("are 16 bytes, zeros at the end", () => {
    expect(encoded(setUserName, { userId: 3, name: "admin" })).toBe(
      "0361646d696e0000000000000000000000".padEnd(34, "0"),
    );
    expect(() => encoded(setUserName, { userId: 3, name: "seventeen letters" })).toThrow(RangeError);
    expect(() => encoded(setUserName, { userId: 3, name: "ééééééééé" })).toThrow(RangeError);
  });

  test("end at the first zero, and at 16 bytes without one", () => {
    expect(encoded(getUserName, { userId: 3 })).toBe("03");
    expect(decoded(getUserName, "61646d696e 00 6a756e6b 000000000000", { userId: 3 })).toBe("admin");
    expect(decoded(getUserName, Buffer.from("sixteencharuser!more"), { userId: 3 })).toBe("sixteencharuser!");
    expect(decoded(getUserName, "", { userId: 3 })).toBe("");
  });

  test("carry no control characters out of the decoder", () => {
    expect(decoded(getUserName, Buffer.from("ro\u001b[2Jot\u202e"), { userId: 3 })).toBe("ro[2Jot");
  });
});

describe("Set User Password", () => {
  const classOf = setUserPassword.class;

  test("sets with 16 or 20 bytes", () => {
    const password = (size: 16 | 20) => ({ text: "pw", size });
    const set = (size: 16 | 20) => ({ userId: 3, operation: "set", password: password(size) }) as const;
    expect(encoded(setUserPassword, set(16))).toBe(`03027077${"00".repeat(14)}`);
    expect(encoded(setUserPassword, set(20))).toBe(`83027077${"00".repeat(18)}`);
  });

  test("never cuts a password short", () => {
    const password = { text: "seventeen letters", size: 16 } as const;
    expect(() => encoded(setUserPassword, { userId: 3, operation: "set", password })).toThrow(RangeError);
  });

  test("enables and disables with a password only where one is given", () => {
    expect(encoded(setUserPassword, { userId: 3, operation: "disable" })).toBe(`0300${"00".repeat(16)}`);
    const password = { text: "a", size: 20 } as const;
    expect(encoded(setUserPassword, { userId: 3, operation: "enable", password })).toBe(
      `830161${"00".repeat(19)}`,
    );
  });

  test("setting a password leaves once, testing it reads", () => {
    if (typeof classOf !== "function") throw new Error("the class depends on the operation");
    const password = { text: "a", size: 16 } as const;
    expect(classOf({ userId: 3, operation: "set", password })).toBe("once");
    expect(classOf({ userId: 3, operation: "test", password })).toBe("once");
    expect(classOf({ userId: 3, operation: "enable" })).toBe("idempotent");
  });
});

test("payload access is a mask of types", () => {
  expect(encoded(getUserPayloadAccess, who)).toBe("0103");
  expect(decoded(getUserPayloadAccess, "02 00 05 00", who)).toEqual({ standard: [1], oem: [0, 2] });
  expect(() => decoded(getUserPayloadAccess, "02 00 05", who)).toThrow(DecodeError);
  const sol = { ...who, standard: [1], oem: [] };
  expect(encoded(setUserPayloadAccess, { ...sol, change: "enable" })).toBe("010302000000");
  expect(encoded(setUserPayloadAccess, { ...sol, change: "disable" })).toBe("014302000000");
});
