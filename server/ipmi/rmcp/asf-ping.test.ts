import { expect, test } from "vitest";
import { DecodeError } from "../errors";
import { decodePresencePing, decodePresencePong, encodePresencePing, encodePresencePong } from "./asf-ping";
import { decodeRmcpClass, RmcpClass } from "./rmcp-header";

const ping = Buffer.from("0600ff06000011be80170000", "hex");
const pong = Buffer.from("0600ff06000011be40170010000011be00000000810000000000 0000".replace(" ", ""), "hex");

test("a presence ping is written and read as ASF 2.0 says", () => {
  expect(encodePresencePing(0x17)).toEqual(ping);
  expect(decodePresencePing(ping)).toBe(0x17);
  expect(decodePresencePing(pong)).toBeNull();
});

test("a presence pong carries the tag and whether IPMI is supported", () => {
  expect(encodePresencePong({ tag: 0x17, ipmiSupported: true })).toEqual(pong);
  expect(decodePresencePong(pong)).toEqual({ tag: 0x17, ipmiSupported: true });
});

test("every truncation of a pong before its flags is a decode error", () => {
  for (let length = 4; length < 21; length++) {
    expect(() => decodePresencePong(pong.subarray(0, length))).toThrow(DecodeError);
  }
});

test("a pong of another enterprise or another message type is refused", () => {
  for (const offset of [4, 8]) {
    const bad = Buffer.from(pong);
    bad[offset] = 0x99;
    expect(() => decodePresencePong(bad)).toThrow(DecodeError);
  }
});

test("what is not RMCP, wants an ACK, or is of another class is refused", () => {
  expect(decodeRmcpClass(ping)).toBe(RmcpClass.Asf);
  for (const hex of ["0600ff", "0500ff07", "06000107", "0600ff08", "0600ff87"]) {
    expect(() => decodeRmcpClass(Buffer.from(hex, "hex"))).toThrow(DecodeError);
  }
});
