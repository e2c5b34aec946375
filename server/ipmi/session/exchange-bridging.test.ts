import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { viaController } from "../commands/via-controller";
import { BridgeError, IpmiError } from "../errors";
import { encodeResponseMessage } from "../message/ipmi-message";
import { exchangeBench, failure, type Sent } from "../testing/exchange-bench";
import { testOnce, testRead } from "../testing/test-commands";

const route = { channel: 0, address: 0x30 };
const SEND_MESSAGE = 0x34;

function bench() {
  const made = exchangeBench();
  /** The satellite's own answer to the request inside `outer`. */
  const reply = (outer: Sent | undefined, completionCode = 0) => {
    if (outer === undefined) throw new Error("nothing was sent to answer");
    const { netFn, command } = testRead;
    const inner = outer.data[6];
    made.exchange.receive(
      encodeResponseMessage({
        responder: 0x30,
        netFn: netFn | 1,
        lun: 0,
        command: inner === testOnce.command ? inner : command,
        rqSeq: outer.rqSeq,
        completionCode,
        data: Buffer.from([5]),
      }),
    );
  };
  const forwarded = (outer: Sent | undefined) => made.answer(outer, { data: Buffer.alloc(0) });
  return { ...made, reply, forwarded, satellite: viaController(made.exchange, route) };
}

describe("a request for a controller behind the BMC", () => {
  test("is one Send Message, answered after it was forwarded", async () => {
    const { satellite, sent, forwarded, reply } = bench();
    const reading = satellite.send(testRead, 1);
    expect(sent.map(({ command }) => command)).toEqual([SEND_MESSAGE]);
    forwarded(sent[0]);
    reply(sent[0]);
    expect(await reading).toBe(5);
  });

  test("is answered though the response to Send Message got lost or comes late", async () => {
    const { satellite, sent, forwarded, reply } = bench();
    const reading = satellite.send(testRead, 1);
    reply(sent[0]);
    expect(await reading).toBe(5);
    forwarded(sent[0]);
    const next = satellite.send(testRead, 1);
    expect(sent[1]?.rqSeq).not.toBe(sent[0]?.rqSeq);
    reply(sent[1]);
    expect(await next).toBe(5);
  });

  test("fails with its own completion code", async () => {
    const { satellite, sent, forwarded, reply } = bench();
    const reading = failure(satellite.send(testRead, 1));
    forwarded(sent[0]);
    reply(sent[0], 0xcb);
    const error = await reading;
    expect(error).toMatchObject({ code: "completion-code", completionCode: 0xcb });
    expect(error).not.toBeInstanceOf(BridgeError);
  });

  test("is not repeated as soon as one of the BMC: the bus behind it is slow", async () => {
    const { clock, satellite, sent } = bench();
    failure(satellite.send(testRead, 1));
    await clock.advance(1_999);
    expect(sent).toHaveLength(1);
    await clock.advance(300);
    expect(sent).toHaveLength(2);
    expect(sent[1]?.rqSeq).toBe(sent[0]?.rqSeq);
  });

  test("ends by its own budget when the controller is silent, and the session is not given up for it", async () => {
    const { clock, satellite, silences } = bench();
    const error = await clock.run(failure(satellite.send(testRead, 1, { budgetMs: 60_000 })));
    expect(error).toMatchObject({ code: "no-answer" });
    expect(silences()).toBe(0);
  });

  test("never takes the answer of the BMC to a direct request, nor the other way round", async () => {
    const { clock, exchange, satellite, sent, answer, reply } = bench();
    const direct = failure(exchange.send(testRead, 1, { budgetMs: 100 }));
    reply(sent[0]);
    expect(await clock.run(direct)).toMatchObject({ code: "no-answer" });
    const bridged = failure(satellite.send(testRead, 1, { budgetMs: 100 }));
    answer(sent[1], { command: testRead.command + 1 });
    expect(await clock.run(bridged)).toMatchObject({ code: "no-answer" });
  });
});

describe("a controller that cannot be reached", () => {
  test("is named, and not asked again", async () => {
    const { clock, satellite, sent, answer } = bench();
    const reading = failure(satellite.send(testRead, 1));
    answer(sent[0], { completionCode: 0x83 });
    expect(await reading).toMatchObject({
      constructor: BridgeError,
      completionCode: 0x83,
      message:
        "Test Read to controller 30h on channel 0: nobody there took the message (completion code 83h)",
    });
    await clock.advance(60_000);
    expect(sent).toHaveLength(1);
  });

  test("is asked again when the bus was busy", async () => {
    const { clock, satellite, sent, answer, reply } = bench();
    const reading = satellite.send(testRead, 1);
    answer(sent[0], { completionCode: 0x81 });
    await clock.advance(500);
    reply(sent[1]);
    expect(await reading).toBe(5);
  });

  test("gives a read that is garbled its decode error", async () => {
    const { satellite, sent, answer } = bench();
    const reading = failure(satellite.send(testRead, 1));
    answer(sent[0], { data: Buffer.from([0x20, 1, 2]) });
    expect(await reading).toMatchObject({ code: "decode" });
  });
});

describe("a once request for a controller", () => {
  test("is one datagram, and unknown when only the forwarding is known", async () => {
    const { clock, satellite, sent, forwarded } = bench();
    const action = failure(satellite.send(testOnce, 1));
    forwarded(sent[0]);
    expect(await clock.run(action)).toMatchObject({ code: "outcome-unknown" });
    expect(sent).toHaveLength(1);
  });

  test.each([
    [0x83, "completion-code"],
    [0x81, "completion-code"],
    [0x82, "outcome-unknown"],
    [0xc3, "outcome-unknown"],
    [0xff, "outcome-unknown"],
  ])("that the BMC answers with %i is %s", async (completionCode, code) => {
    const { clock, satellite, sent, answer } = bench();
    const action = failure(satellite.send(testOnce, 1));
    answer(sent[0], { completionCode });
    expect(await action).toMatchObject({ code });
    await clock.advance(60_000);
    expect(sent).toHaveLength(1);
  });

  test("is done when the controller says so", async () => {
    const { satellite, sent, forwarded, reply } = bench();
    const action = satellite.send(testOnce, 1);
    forwarded(sent[0]);
    reply(sent[0]);
    await expect(action).resolves.toBeUndefined();
  });
});

test("whatever a BMC sends while a bridged request waits, it ends with an answer or an IpmiError", async () => {
  const byte = fc.oneof(fc.constantFrom(0x20, 0x30, 0x81, 0x1c, 0x34, 0x70, 0x00), fc.nat(255));
  const message = fc.array(byte, { maxLength: 24 }).map((bytes) => Buffer.from(bytes));
  await fc.assert(
    fc.asyncProperty(fc.array(message, { maxLength: 40 }), async (arriving) => {
      const { clock, satellite, exchange } = bench();
      const outcome = satellite.send(testRead, 1).catch((error: unknown) => error);
      for (const one of arriving) exchange.receive(one);
      const result = await clock.run(outcome);
      expect(typeof result === "number" || result instanceof IpmiError).toBe(true);
    }),
    { numRuns: 300 },
  );
});
