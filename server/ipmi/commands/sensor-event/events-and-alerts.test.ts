import { describe, expect, test } from "vitest";
import { DecodeError } from "../../errors";
import { decoded, encoded, hex, numbers } from "../testing/vectors";
import { alertImmediate } from "./alert-immediate";
import { armPefPostponeTimer } from "./arm-pef-postpone-timer";
import { getEventReceiver } from "./get-event-receiver";
import { getLastProcessedEventId } from "./get-last-processed-event-id";
import { getPefCapabilities } from "./get-pef-capabilities";
import { getPefConfigurationParameters } from "./get-pef-configuration-parameters";
import { decodePefParameter, encodePefParameter, PefParameter } from "./pef-parameters";
import { petAcknowledge } from "./pet-acknowledge";
import { platformEvent } from "./platform-event";
import { setEventReceiver } from "./set-event-receiver";
import { setLastProcessedEventId } from "./set-last-processed-event-id";
import { setPefConfigurationParameters } from "./set-pef-configuration-parameters";

// Vectors are laid out by hand from the tables of IPMI 2.0 §17, §29 and §30.

test("numbers, privileges and classes are the specification's", () => {
  expect(numbers(setEventReceiver)).toEqual([4, 0x00, 4, "idempotent"]);
  expect(numbers(getEventReceiver)).toEqual([4, 0x01, 2, "read"]);
  expect(numbers(platformEvent)).toEqual([4, 0x02, 3, "once"]);
  expect(numbers(getPefCapabilities)).toEqual([4, 0x10, 2, "read"]);
  expect([armPefPostponeTimer.command, armPefPostponeTimer.privilege]).toEqual([0x11, 4]);
  expect(numbers(setPefConfigurationParameters)).toEqual([4, 0x12, 4, "idempotent"]);
  expect(numbers(getPefConfigurationParameters)).toEqual([4, 0x13, 3, "read"]);
  expect(numbers(setLastProcessedEventId)).toEqual([4, 0x14, 4, "idempotent"]);
  expect(numbers(getLastProcessedEventId)).toEqual([4, 0x15, 4, "read"]);
  expect([alertImmediate.command, alertImmediate.privilege]).toEqual([0x16, 4]);
  expect(numbers(petAcknowledge)).toEqual([4, 0x17, 1, "idempotent"]);
});

describe("event receiver and platform events", () => {
  test("FFh is nobody", () => {
    expect(encoded(setEventReceiver, { address: 0x20, lun: 1 })).toBe("2001");
    expect(encoded(setEventReceiver, { address: null, lun: 0 })).toBe("ff00");
    expect(decoded(getEventReceiver, "2001", undefined)).toEqual({ address: 0x20, lun: 1 });
    expect(decoded(getEventReceiver, "ff00", undefined).address).toBeNull();
    expect(() => decoded(getEventReceiver, "20", undefined)).toThrow(DecodeError);
  });

  test("Platform Event carries a generator only where the channel does not tell it", () => {
    const event = {
      generatorId: 0x41,
      revision: 4,
      sensorType: 1,
      sensorNumber: 0x30,
      eventType: 1,
      asserted: true,
      data: [9, 0xff, 0xff],
    } as const;
    expect(encoded(platformEvent, event)).toBe("410401300109ffff");
    expect(encoded(platformEvent, { ...event, generatorId: null, asserted: false })).toBe("0401308109ffff");
  });
});

describe("platform event filtering", () => {
  test("Get PEF Capabilities", () => {
    expect(decoded(getPefCapabilities, "51 8f 14", undefined)).toEqual({
      version: 0x51,
      actions: ["alert", "power-off", "reset", "power-cycle"],
      oemFiltering: true,
      filters: 20,
    });
    expect(() => decoded(getPefCapabilities, "51 8f", undefined)).toThrow(DecodeError);
  });

  test("the postpone timer is read without being armed", () => {
    const { class: classOf } = armPefPostponeTimer;
    expect(encoded(armPefPostponeTimer, { timer: { seconds: 60 } })).toBe("3c");
    expect(encoded(armPefPostponeTimer, { timer: "off" })).toBe("00");
    expect(encoded(armPefPostponeTimer, { timer: "disable" })).toBe("fe");
    expect(encoded(armPefPostponeTimer, { timer: "get" })).toBe("ff");
    expect(typeof classOf === "function" && [classOf({ timer: "get" }), classOf({ timer: "off" })]).toEqual([
      "read",
      "idempotent",
    ]);
    expect(decoded(armPefPostponeTimer, "1e", { timer: "get" }).secondsLeft).toBe(30);
  });

  test("Get PEF Configuration Parameters names row and block", () => {
    expect(encoded(getPefConfigurationParameters, { parameter: PefParameter.Control })).toBe("010000");
    const request = { parameter: PefParameter.AlertString, set: 2, block: 1 };
    expect(encoded(getPefConfigurationParameters, request)).toBe("0d0201");
    expect(decoded(getPefConfigurationParameters, "11 0f", request)).toEqual({
      revision: 0x11,
      data: hex("0f"),
    });
    expect(() => decoded(getPefConfigurationParameters, "", request)).toThrow(DecodeError);
  });

  const values = [
    [0, "01", { parameter: "set-in-progress", state: "in-progress" }],
    [
      1,
      "0b",
      {
        parameter: "control",
        control: { enabled: true, eventsForActions: true, startupDelay: false, alertStartupDelay: true },
      },
    ],
    [
      2,
      "29",
      { parameter: "action-global-control", actions: ["alert", "power-cycle", "diagnostic-interrupt"] },
    ],
    [3, "3c", { parameter: "startup-delay", seconds: 60 }],
    [4, "1e", { parameter: "alert-startup-delay", seconds: 30 }],
    [5, "14", { parameter: "filter-count", count: 20 }],
    [7, "0280", { parameter: "filter-configuration", number: 2, enabled: true }],
    [8, "0a", { parameter: "policy-count", count: 10 }],
    [
      9,
      "01 18 13 85",
      {
        parameter: "policy",
        number: 1,
        policy: {
          policy: 1,
          enabled: true,
          rule: "always",
          channel: 1,
          destination: 3,
          eventSpecificString: true,
          stringSet: 5,
        },
      },
    ],
    [11, "03", { parameter: "alert-string-count", count: 3 }],
    [12, "01 02 03", { parameter: "alert-string-key", string: 1, filter: 2, stringSet: 3 }],
    [13, "01 01 4f6f7073", { parameter: "alert-string", string: 1, block: 1, bytes: hex("4f6f7073") }],
    [96, "aabb", { parameter: "raw", number: 96, bytes: hex("aabb") }],
  ] as const;
  test.each(values)("parameter %i reads and writes alike", (parameter, bytes, value) => {
    expect(decodePefParameter(parameter, hex(bytes))).toEqual(value);
    const expected = `${parameter.toString(16).padStart(2, "0")}${bytes.replaceAll(" ", "")}`;
    expect(Buffer.from(encodePefParameter(decodePefParameter(parameter, hex(bytes)))).toString("hex")).toBe(
      expected,
    );
  });

  test("an event filter keeps its masks and the maker's mark", () => {
    const bytes = "03 c0 01 12 10 ff ff 01 ff 01 9505 00ff00 000000 000000";
    const filter = decodePefParameter(PefParameter.Filter, hex(bytes));
    expect(filter).toEqual({
      parameter: "filter",
      number: 3,
      filter: {
        enabled: true,
        manufacturerConfigured: true,
        actions: ["alert"],
        policy: 2,
        severity: 16,
        generatorId: 255,
        generatorChannelLun: 255,
        sensorType: 1,
        sensorNumber: 255,
        eventTrigger: 1,
        offsets: 0x0595,
        data: [
          { and: 0, compare1: 255, compare2: 0 },
          { and: 0, compare1: 0, compare2: 0 },
          { and: 0, compare1: 0, compare2: 0 },
        ],
      },
    });
    expect(encoded(setPefConfigurationParameters, filter)).toBe(
      `06${bytes.replaceAll(" ", "").replace("0112", "0102")}`,
    );
    expect(() => decodePefParameter(PefParameter.Filter, hex("03 c0 01"))).toThrow(DecodeError);
  });

  test("a GUID that is not used is none", () => {
    const guid = "00112233445566778899aabbccddeeff";
    expect(decodePefParameter(PefParameter.SystemGuid, hex(`01${guid}`))).toEqual({
      parameter: "system-guid",
      guid,
    });
    expect(decodePefParameter(PefParameter.SystemGuid, hex(`00${guid}`))).toEqual({
      parameter: "system-guid",
      guid: null,
    });
    expect(encoded(setPefConfigurationParameters, { parameter: "system-guid", guid })).toBe(`0a01${guid}`);
    expect(encoded(setPefConfigurationParameters, { parameter: "system-guid", guid: null })).toBe(
      `0a00${"00".repeat(16)}`,
    );
  });

  test("a reserved set-in-progress state is bytes", () => {
    expect(decodePefParameter(PefParameter.SetInProgress, hex("03"))).toEqual({
      parameter: "raw",
      number: 0,
      bytes: hex("03"),
    });
  });

  test("last processed events", () => {
    expect(encoded(setLastProcessedEventId, { by: "bmc", recordId: 0x0102 })).toBe("010201");
    expect(encoded(setLastProcessedEventId, { by: "software", recordId: 3 })).toBe("000300");
    expect(decoded(getLastProcessedEventId, "d05c8a65 0500 0300 0400", undefined)).toEqual({
      lastAdded: 0x658a5cd0,
      lastRecordId: 5,
      bySoftware: 3,
      byBmc: 4,
    });
    expect(() => decoded(getLastProcessedEventId, "d05c8a65 0500 0300", undefined)).toThrow(DecodeError);
  });
});

describe("alerts", () => {
  test("Alert Immediate is once to send, a read to ask", () => {
    const alert = { channel: 1, destination: 3, operation: "send", string: 2 } as const;
    const { class: classOf } = alertImmediate;
    expect(encoded(alertImmediate, alert)).toBe("010382");
    expect(encoded(alertImmediate, { channel: 1, destination: 3, operation: "get-status" })).toBe("014300");
    expect(
      typeof classOf === "function" && [classOf(alert), classOf({ ...alert, operation: "get-status" })],
    ).toEqual(["once", "read"]);
    expect(decoded(alertImmediate, "01", alert).status).toBe(1);
    expect(decoded(alertImmediate, "", alert).status).toBeNull();
  });

  test("PET Acknowledge repeats the fields of the trap", () => {
    expect(
      encoded(petAcknowledge, {
        sequence: 0x0102,
        timestamp: 0x03040506,
        sourceType: 0x20,
        sensorDevice: 0x20,
        sensorNumber: 0x30,
        eventData: [0x57, 0x60, 0x5f],
      }),
    ).toBe("0201060504032020" + "3057605f");
  });
});
