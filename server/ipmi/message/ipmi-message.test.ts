import { expect, test } from "vitest";
import { DecodeError } from "../errors";
import {
  decodeRequestMessage,
  decodeResponseMessage,
  encodeRequestMessage,
  encodeResponseMessage,
} from "./ipmi-message";

const vectors = [
  {
    name: "Set Session Privilege Level, sequence 1",
    request: { netFn: 0x06, lun: 0, command: 0x3b, rqSeq: 1, data: Buffer.from([4]) },
    requestHex: "2018c881043b043c",
    response: { netFn: 0x07, lun: 0, command: 0x3b, rqSeq: 1, completionCode: 0, data: Buffer.from([4]) },
    responseHex: "811c6320043b00049d",
  },
  {
    name: "no data, LUN 2, highest sequence",
    request: { netFn: 0x04, lun: 2, command: 0x2d, rqSeq: 63, data: Buffer.alloc(0) },
    requestHex: "2012ce81fc2d56",
    response: { netFn: 0x05, lun: 2, command: 0x2d, rqSeq: 63, completionCode: 0xcb, data: Buffer.alloc(0) },
    responseHex: "81146b20fe2dcbea",
  },
];

test.each(vectors)("$name is written and read", ({ request, requestHex, response, responseHex }) => {
  expect(encodeRequestMessage(request).toString("hex")).toBe(requestHex);
  expect(decodeRequestMessage(Buffer.from(requestHex, "hex"))).toEqual(request);
  expect(encodeResponseMessage(response).toString("hex")).toBe(responseHex);
  expect(decodeResponseMessage(Buffer.from(responseHex, "hex"), { verifyChecksums: true })).toEqual({
    responder: 0x20,
    ...response,
  });
});

test("a response with unswapped addresses is read too", () => {
  const unswapped = Buffer.from("201cc481043b00043c", "hex");
  expect(decodeResponseMessage(unswapped, { verifyChecksums: true })).toMatchObject({
    rqSeq: 1,
    command: 0x3b,
  });
});

test("a request and a response have other parties when they are bridged", () => {
  const reading = { netFn: 0x04, lun: 0, command: 0x2d, rqSeq: 0, data: Buffer.from([1]) };
  expect(encodeRequestMessage({ ...reading, responder: 0x30, requester: 0x20 }).toString("hex")).toBe(
    "3010c020002d01b2",
  );
  // Passed on by ipmi_sim as the controller answered it: to the BMC.
  const passedOn = Buffer.from("2014cc30c02d0025c00000fe", "hex");
  expect(decodeResponseMessage(passedOn, { verifyChecksums: true })).toMatchObject({
    responder: 0x30,
    netFn: 0x05,
    rqSeq: 0x30,
    data: Buffer.from("25c00000", "hex"),
  });
});

test("a response between other parties is refused", () => {
  expect(() =>
    decodeResponseMessage(Buffer.from("831c6120043b00049d", "hex"), { verifyChecksums: true }),
  ).toThrow(DecodeError);
});

test("a request is not taken for a response", () => {
  expect(() =>
    decodeResponseMessage(Buffer.from("8118672004 3b00049d".replace(" ", ""), "hex"), {
      verifyChecksums: true,
    }),
  ).toThrow(DecodeError);
});

test("wrong checksums are refused unless the session has proved integrity", () => {
  for (const offset of [2, 8]) {
    const bad = Buffer.from("811c6320043b00049d", "hex");
    bad.writeUInt8(bad.readUInt8(offset) ^ 1, offset);
    expect(() => decodeResponseMessage(bad, { verifyChecksums: true })).toThrow(DecodeError);
    expect(decodeResponseMessage(bad, { verifyChecksums: false })).toMatchObject({ completionCode: 0 });
  }
});

test("every truncation below eight bytes is refused", () => {
  const whole = Buffer.from("811c6320043b00049d", "hex");
  for (let length = 0; length < 8; length++) {
    expect(() => decodeResponseMessage(whole.subarray(0, length), { verifyChecksums: false })).toThrow(
      DecodeError,
    );
  }
});
