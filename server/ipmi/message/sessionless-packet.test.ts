import { expect, test } from "vitest";
import { DecodeError } from "../errors";
import { decodeSessionlessPacket, encodeSessionlessPacket } from "./sessionless-packet";

// Get Channel Authentication Capabilities as ipmitool sends it.
const wire = Buffer.from("0600ff07000000000000000000092018c88100388e04b5", "hex");
const message = Buffer.from("2018c88100388e04b5", "hex");

test("a message outside a session is framed as IPMI 1.5 without authentication", () => {
  expect(encodeSessionlessPacket(message)).toEqual(wire);
  expect(decodeSessionlessPacket(wire)).toEqual(message);
});

test("bytes after the message are ignored (legacy pad)", () => {
  expect(decodeSessionlessPacket(Buffer.concat([wire, Buffer.alloc(1)]))).toEqual(message);
});

test("another authentication type is not ours to read", () => {
  const other = Buffer.from(wire);
  other[4] = 0x06;
  expect(decodeSessionlessPacket(other)).toBeNull();
});

test("a session id and every truncation are refused", () => {
  const session = Buffer.from(wire);
  session[9] = 1;
  expect(() => decodeSessionlessPacket(session)).toThrow(DecodeError);
  for (let length = 4; length < wire.length; length++) {
    expect(() => decodeSessionlessPacket(wire.subarray(0, length))).toThrow(DecodeError);
  }
});
