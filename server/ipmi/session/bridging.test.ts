import { describe, expect, test } from "vitest";
import { getSensorReading } from "../commands/sensor-event/get-sensor-reading";
import { hex } from "../commands/testing/vectors";
import { DecodeError } from "../errors";
import { decodeResponseMessage, encodeResponseMessage } from "../message/ipmi-message";
import { controllerText, encodeBridgedRequest, readBridgedResponse } from "./bridging";

const satellite = { channel: 0, address: 0x30 };
const behind = { channel: 7, address: 0x72, transit: { channel: 0, address: 0x82 } };
const reading = { ...getSensorReading, lun: 0, rqSeq: 0x30, data: Uint8Array.of(1) };

describe("the request", () => {
  test("goes in one Send Message, tracked, on behalf of the BMC", () => {
    expect(encodeBridgedRequest(satellite, reading).toString("hex")).toBe(
      "2018c8 81c034 40 3010c0 20c02d01f2 4b".replaceAll(" ", ""),
    );
  });

  test("goes to the sensor owner's LUN, Send Message itself to LUN 0", () => {
    const message = encodeBridgedRequest(satellite, { ...reading, lun: 2 });
    expect([message[1], message[8]]).toEqual([0x18, 0x12]);
  });

  test("goes in two Send Messages when another controller must pass it on", () => {
    // Outer: to the BMC, channel 0. Middle: BMC to 82h, channel 7. Inner: 82h to 72h.
    expect(encodeBridgedRequest(behind, reading).toString("hex")).toBe(
      "2018c8 81c034 40 821866 20c034 47 72107e 82c02d0190 a5 4b".replaceAll(" ", ""),
    );
  });
});

const answer = { netFn: 0x05, lun: 0, command: 0x2d, rqSeq: 0x30, completionCode: 0, data: hex("25c00000") };
const sent = { netFn: 0x07, lun: 0, command: 0x34, rqSeq: 0x30, completionCode: 0, data: Buffer.alloc(0) };
const received = (message: Buffer) => decodeResponseMessage(message, { verifyChecksums: true });
const read = (message: Buffer, route = satellite) => readBridgedResponse(route, reading, received(message));

describe("the answer", () => {
  const answered = { kind: "answered", response: { completionCode: 0, data: hex("25c00000") } };

  test.each([
    ["as ipmi_sim passes it on, still addressed to the BMC", hex("2014cc30c02d0025c00000fe")],
    ["addressed to us", encodeResponseMessage({ ...answer, responder: 0x30 })],
    ["looking like one of the BMC", encodeResponseMessage(answer)],
    ["with unswapped addresses", hex("30 14 bc 81 c0 2d 00 25 c0 00 00 ad")],
    [
      "in the response to Send Message",
      encodeResponseMessage({ ...sent, data: hex("2014cc30c02d0025c00000fe") }),
    ],
    [
      "in the response to Send Message, without its first byte and under a number of its own",
      encodeResponseMessage({ ...sent, data: hex("14cc30182d0025c00000a6") }),
    ],
    [
      "in the response to Send Message, its checksums wrong",
      encodeResponseMessage({ ...sent, data: hex("20140030c02d0025c0000000") }),
    ],
  ])("is read %s", (_, message) => {
    expect(read(message)).toMatchObject(answered);
  });

  test("of a double bridge is read out of both", () => {
    const inner = encodeResponseMessage({ ...answer, responder: 0x72 });
    const middle = encodeResponseMessage({ ...sent, responder: 0x82, data: inner });
    expect(read(middle, behind)).toMatchObject(answered);
    expect(read(encodeResponseMessage({ ...sent, data: middle }), behind)).toMatchObject(answered);
  });

  test("without anything says that the request is on its way", () => {
    expect(read(encodeResponseMessage(sent))).toEqual({ kind: "forwarded" });
    expect(read(encodeResponseMessage({ ...sent, responder: 0x82 }), behind)).toEqual({ kind: "forwarded" });
  });

  test("that is no message is garbled", () => {
    for (let length = 1; length < 8; length++) {
      const found = read(encodeResponseMessage({ ...sent, data: Buffer.alloc(length, 0x20) }));
      expect(found).toMatchObject({ kind: "garbled", error: expect.any(DecodeError) });
    }
  });

  test("to something else, or of somebody else, is nothing", () => {
    expect(read(encodeResponseMessage({ ...answer, command: 0x2f }))).toBeNull();
    expect(read(encodeResponseMessage({ ...answer, responder: 0x32 }))).toBeNull();
    const wrong = encodeResponseMessage({ ...answer, command: 0x2f });
    expect(read(encodeResponseMessage({ ...sent, data: wrong }))).toBeNull();
  });

  test("nested deeper than there are hops is nothing", () => {
    let message = encodeResponseMessage(answer);
    for (let depth = 0; depth < 3; depth++) message = encodeResponseMessage({ ...sent, data: message });
    expect(read(message)).toBeNull();
  });
});

describe("a refusal to pass it on names whom it could not be handed to", () => {
  const refused = encodeResponseMessage({ ...sent, completionCode: 0x83 });

  test("behind the BMC", () => {
    expect(read(refused)).toEqual({ kind: "refused", completionCode: 0x83, at: controllerText(satellite) });
  });

  test("behind the first and behind the second hop", () => {
    expect(read(refused, behind)).toMatchObject({ at: "controller 82h on channel 0" });
    const bySecond = encodeResponseMessage({ ...sent, responder: 0x82, completionCode: 0x83 });
    expect(read(bySecond, behind)).toMatchObject({ at: "controller 72h on channel 7" });
    const embedded = encodeResponseMessage({ ...sent, data: bySecond });
    expect(read(embedded, behind)).toMatchObject({ at: "controller 72h on channel 7" });
  });
});
