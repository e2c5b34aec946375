import { describe, expect, test } from "vitest";
import { DecodeError } from "../../errors";
import { decoded, encoded, numbers } from "../testing/vectors";
import { activatePayload } from "./activate-payload";
import { coldReset } from "./cold-reset";
import { deactivatePayload } from "./deactivate-payload";
import { getPayloadActivationStatus } from "./get-payload-activation-status";
import { getPayloadInstanceInfo } from "./get-payload-instance-info";

// Vectors are laid out by hand from the tables of IPMI 2.0 §20.2 and §24.

test("numbers, privileges and classes are the specification's", () => {
  expect(numbers(coldReset)).toEqual([6, 0x02, 4, "once"]);
  expect(numbers(activatePayload)).toEqual([6, 0x48, 2, "idempotent"]);
  expect(numbers(deactivatePayload)).toEqual([6, 0x49, 2, "idempotent"]);
  expect(numbers(getPayloadActivationStatus)).toEqual([6, 0x4a, 2, "read"]);
  expect(numbers(getPayloadInstanceInfo)).toEqual([6, 0x4b, 2, "read"]);
});

test("Cold Reset carries no data", () => {
  expect(encoded(coldReset, undefined)).toBe("");
  expect(decoded(coldReset, "", undefined)).toBeUndefined();
});

describe("Activate Payload", () => {
  const sol = { type: 1, instance: 1, encrypted: true, authenticated: true };

  test("asks for encryption, authentication and a way with serial alerts", () => {
    expect(encoded(activatePayload, sol)).toBe("0101c0000000");
    expect(encoded(activatePayload, { ...sol, serialAlerts: "defer" })).toBe("0101c4000000");
    expect(encoded(activatePayload, { ...sol, encrypted: false, authenticated: false })).toBe("010100000000");
  });

  test("reads sizes and port; FFFFh is no VLAN", () => {
    expect(decoded(activatePayload, "00000000 ff00 fe00 6f02 ffff", sol)).toEqual({
      inboundBytes: 255,
      outboundBytes: 254,
      port: 623,
      vlan: null,
    });
    expect(decoded(activatePayload, "00000000 ff00 fe00 6f02 0500 77", sol).vlan).toBe(5);
  });

  test("does without the VLAN some boards leave out, not without the port", () => {
    expect(decoded(activatePayload, "00000000 ff00 fe00 6f02", sol).vlan).toBeNull();
    expect(() => decoded(activatePayload, "00000000 ff00 fe00 6f", sol)).toThrow(DecodeError);
  });
});

test("Deactivate Payload names type and instance", () => {
  expect(encoded(deactivatePayload, { type: 1, instance: 2 })).toBe("010200000000");
  expect(decoded(deactivatePayload, "", { type: 1, instance: 2 })).toBeUndefined();
});

test("Get Payload Activation Status lists active instances", () => {
  expect(encoded(getPayloadActivationStatus, { type: 1 })).toBe("01");
  expect(decoded(getPayloadActivationStatus, "02 03 80", { type: 1 })).toEqual({
    capacity: 2,
    active: [1, 2, 16],
  });
  expect(decoded(getPayloadActivationStatus, "01 00 00 00", { type: 1 }).active).toEqual([]);
  expect(() => decoded(getPayloadActivationStatus, "01 00", { type: 1 })).toThrow(DecodeError);
});

test("Get Payload Instance Info tells the owner's session id, with or without payload-specific bytes", () => {
  const request = { type: 1, instance: 1 };
  expect(encoded(getPayloadInstanceInfo, request)).toBe("0101");
  expect(decoded(getPayloadInstanceInfo, "44332211 01 000000000000 00", request)).toEqual({
    sessionId: 0x11223344,
    port: 1,
  });
  expect(decoded(getPayloadInstanceInfo, "00000000", request)).toEqual({ sessionId: 0, port: null });
  expect(() => decoded(getPayloadInstanceInfo, "000000", request)).toThrow(DecodeError);
});
