import { describe, expect, test } from "vitest";
import { DecodeError } from "../../errors";
import { decoded, encoded, hex, numbers } from "../testing/vectors";
import { getChannelInfo } from "./get-channel-info";
import { getMessage } from "./get-message";
import { sendMessage } from "./send-message";

test("commands have the specification's numbers and their class", () => {
  expect(numbers(sendMessage)).toEqual([0x06, 0x34, 2, "once"]);
  expect(numbers(getMessage)).toEqual([0x06, 0x33, 3, "once"]);
  expect(numbers(getChannelInfo)).toEqual([0x06, 0x42, 2, "read"]);
});

test("Send Message carries a message, tracked, and brings back what the BMC waited for", () => {
  expect(encoded(sendMessage, { channel: 7, message: hex("3018b8") })).toBe("473018b8");
  expect(decoded(sendMessage, "", { channel: 7, message: hex("") })).toEqual({ message: hex("") });
  expect(decoded(sendMessage, "2014cc", { channel: 7, message: hex("") })).toEqual({
    message: hex("2014cc"),
  });
});

test("Get Message says where a message came from", () => {
  expect(decoded(getMessage, "40 14cc", undefined)).toEqual({
    channel: 0,
    privilege: 4,
    message: hex("14cc"),
  });
  expect(() => decoded(getMessage, "", undefined)).toThrow(DecodeError);
});

describe("Get Channel Info", () => {
  test("as ipmi_sim answers for the present channel", () => {
    expect(encoded(getChannelInfo, { channel: 14 })).toBe("0e");
    expect(decoded(getChannelInfo, "010401 81 f21b00 0000", { channel: 14 })).toEqual({
      channel: 1,
      medium: "lan",
      mediumCode: 4,
      protocolCode: 1,
      sessions: "multi-session",
      activeSessions: 1,
      vendor: 7154,
      auxiliary: hex("0000"),
    });
  });

  test("media of vendors keep their code, short answers are refused", () => {
    expect(decoded(getChannelInfo, "026001 00 f21b00", { channel: 2 })).toMatchObject({
      medium: null,
      mediumCode: 0x60,
      sessions: "session-less",
    });
    expect(() => decoded(getChannelInfo, "010401 80 f21b", { channel: 1 })).toThrow(DecodeError);
  });
});
