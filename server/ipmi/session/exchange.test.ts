import { describe, expect, test } from "vitest";
import { CompletionCodeError, DecodeError } from "../errors";
import type { IpmiResponseMessage } from "../message/ipmi-message";
import { exchangeBench, failure, type Sent } from "../testing/exchange-bench";
import { testOnce, testRead, testSet } from "../testing/test-commands";

describe("matching", () => {
  test("an answer resolves its request", async () => {
    const { exchange, sent, answer } = exchangeBench();
    const reading = exchange.send(testRead, 1);
    answer(sent[0]);
    expect(await reading).toBe(9);
  });

  test.each<[string, (right: Sent) => Partial<IpmiResponseMessage>]>([
    ["number", ({ rqSeq }) => ({ rqSeq: (rqSeq + 1) & 63 })],
    ["command", ({ command }) => ({ command: command + 1 })],
    ["network function", ({ netFn }) => ({ netFn: (netFn | 1) + 2 })],
    ["LUN", ({ lun }) => ({ lun: lun + 1 })],
  ])("an answer with another %s is ignored", async (_, change) => {
    const { clock, exchange, sent, answer } = exchangeBench();
    const reading = failure(exchange.send(testRead, 1, { budgetMs: 100 }));
    const [request] = sent;
    if (request === undefined) throw new Error("nothing was sent");
    answer(request, change(request));
    expect(await clock.run(reading)).toMatchObject({ code: "no-answer" });
  });

  test("a second answer to the same request is ignored", async () => {
    const { exchange, sent, answer } = exchangeBench();
    const first = exchange.send(testRead, 1);
    answer(sent[0]);
    await first;
    const second = exchange.send(testRead, 2);
    answer(sent[0], { data: Buffer.from([99]) });
    answer(sent[1], { data: Buffer.from([2]) });
    expect(await second).toBe(2);
  });

  test("junk is ignored, a short answer is a decode error of that request alone", async () => {
    const { exchange, sent, answer } = exchangeBench();
    const short = exchange.send(testRead, 1);
    for (let length = 0; length < 12; length++) exchange.receive(Buffer.alloc(length, 0xff));
    answer(sent[0], { data: Buffer.alloc(0) });
    await expect(short).rejects.toBeInstanceOf(DecodeError);
    const next = exchange.send(testRead, 2);
    answer(sent[1]);
    expect(await next).toBe(9);
  });

  test("a LUN in the options goes into the request", () => {
    const { exchange, sent } = exchangeBench();
    failure(exchange.send(testRead, 1, { lun: 2 }));
    expect(sent[0]?.lun).toBe(2);
  });
});

describe("retransmission", () => {
  test("repeats a read with the same number, waiting twice as long each time, never beyond 5 s plus jitter", async () => {
    const { clock, exchange, sent } = exchangeBench();
    exchange.send(testRead, 1, { budgetMs: 60_000, silenceMs: 100_000 }).catch(() => undefined);
    await clock.advance(40_000);
    expect(new Set(sent.map(({ rqSeq }) => rqSeq)).size).toBe(1);
    const waits = sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? 0));
    for (const [index, wait] of waits.entries()) {
      const base = Math.min(500 * 2 ** index, 5_000);
      expect(wait).toBeGreaterThanOrEqual(base);
      expect(wait).toBeLessThanOrEqual(base * 1.1);
    }
    expect(waits.length).toBeGreaterThan(6);
  });

  test("a fast BMC is asked again after 300 ms, a slow one not before its usual time", async () => {
    for (const [roundTrip, atLeast, atMost] of [
      [5, 300, 330],
      [2_000, 2_000, 5_500],
    ] as const) {
      const { clock, exchange, sent, answer } = exchangeBench();
      for (let i = 0; i < 12; i++) {
        const reading = exchange.send(testRead, 1);
        await clock.advance(roundTrip);
        // Answers the first transmission; only unrepeated ones are measured.
        answer(sent.at(-1));
        await reading;
      }
      const before = sent.length;
      failure(exchange.send(testRead, 1));
      await clock.advance(atLeast - 1);
      if (roundTrip === 5) expect(sent.length - before).toBe(1);
      await clock.advance(atMost - atLeast + 1);
      expect(sent.length - before).toBeGreaterThan(1);
    }
  });

  test.each([1, 3])("keeps a person's pace: %i datagrams, two seconds apart", async (transmissions) => {
    const { clock, exchange, sent } = exchangeBench();
    const pacing = { waitMs: 2_000, transmissions };
    const reading = failure(exchange.send(testRead, 1, { budgetMs: 60_000, pacing }));
    expect(await clock.run(reading)).toMatchObject({ code: "no-answer" });
    expect(sent.map(({ at }) => at - (sent[0]?.at ?? 0))).toEqual([0, 2_000, 4_000].slice(0, transmissions));
  });

  test("a once request is one datagram at any pace", async () => {
    const { clock, exchange, sent } = exchangeBench();
    const pacing = { waitMs: 1_000, transmissions: 5 };
    const setting = failure(exchange.send(testOnce, 1, { budgetMs: 5_000, pacing }));
    expect(await clock.run(setting)).toMatchObject({ code: "outcome-unknown" });
    expect(sent).toHaveLength(1);
  });

  test("an idempotent request is repeated, a once request never", async () => {
    for (const [command, datagrams] of [
      [testSet, 4],
      [testOnce, 1],
    ] as const) {
      const { clock, exchange, sent } = exchangeBench();
      failure(exchange.send(command, 1, { budgetMs: 7_400 }));
      await clock.advance(7_400);
      expect(sent).toHaveLength(datagrams);
    }
  });
});

describe("a busy BMC", () => {
  test("is asked again, later each time and with a new number, until it answers", async () => {
    const { clock, exchange, sent, answer } = exchangeBench();
    const reading = exchange.send(testRead, 1);
    for (let i = 0; i < 3; i++) {
      answer(sent[i], { completionCode: 0xc0 });
      await clock.advance(400 * 2 ** i - 1);
      expect(sent).toHaveLength(i + 1);
      await clock.advance(400 * 2 ** i * 0.1 + 1);
      expect(sent).toHaveLength(i + 2);
    }
    answer(sent[3]);
    expect(await reading).toBe(9);
    expect(new Set(sent.map(({ rqSeq }) => rqSeq)).size).toBe(4);
  });

  test("is not waited for beyond the budget: its own words are the error", async () => {
    const { clock, exchange, sent, answer } = exchangeBench();
    const reading = failure(exchange.send(testRead, 1, { budgetMs: 300 }));
    answer(sent[0], { completionCode: 0xc0 });
    const error = await reading;
    expect(error).toBeInstanceOf(CompletionCodeError);
    expect(error).toMatchObject({ completionCode: 0xc0, text: "the BMC is busy" });
    expect(clock.now()).toBe(0);
  });

  test("that answers C3h for ever is asked three times", async () => {
    const { clock, exchange, sent, answer } = exchangeBench();
    const reading = failure(exchange.send(testRead, 1));
    for (let i = 0; i < 3; i++) {
      answer(sent[i], { completionCode: 0xc3 });
      await clock.advance(441 * 2 ** i);
    }
    expect(await reading).toMatchObject({ completionCode: 0xc3 });
    expect(sent).toHaveLength(3);
  });
});

describe("numbers", () => {
  test("a number given up is not used again for 5 s, so a late answer matches nothing", async () => {
    const { clock, exchange, sent, answer } = exchangeBench();
    await clock.run(failure(exchange.send(testRead, 1, { budgetMs: 100 })));
    const lost = sent[0];
    for (let i = 0; i < 63; i++) {
      const reading = exchange.send(testRead, i);
      answer(sent.at(-1));
      await reading;
    }
    const pending = exchange.send(testRead, 64);
    expect(sent.at(-1)?.rqSeq).not.toBe(lost?.rqSeq);
    answer(lost, { data: Buffer.from([66]) });
    answer(sent.at(-1), { data: Buffer.from([1]) });
    expect(await pending).toBe(1);
  });

  test("when all 64 are resting, a request waits for one", async () => {
    const { clock, exchange, sent, answer } = exchangeBench();
    for (let i = 0; i < 64; i++) await clock.run(failure(exchange.send(testRead, i, { budgetMs: 1 })));
    expect(sent).toHaveLength(64);
    const reading = exchange.send(testRead, 1);
    await clock.advance(4_000);
    expect(sent).toHaveLength(64);
    await clock.advance(1_200);
    expect(sent).toHaveLength(65);
    answer(sent.at(-1));
    expect(await reading).toBe(9);
  });
});

describe("the queue", () => {
  test("one request is in flight, the others follow in order", async () => {
    const { exchange, sent, answer } = exchangeBench();
    const all = [1, 2, 3].map((value) => exchange.send(testRead, value));
    expect(sent).toHaveLength(1);
    for (let i = 0; i < 3; i++) answer(sent[i]);
    await Promise.all(all);
    expect(sent.map(({ data }) => data[0])).toEqual([1, 2, 3]);
  });

  test("interactive requests pass background ones, four at a time", async () => {
    const { exchange, sent, answer } = exchangeBench();
    const all = [exchange.send(testRead, 0)];
    for (const value of [100, 101]) all.push(exchange.send(testRead, value, { priority: "background" }));
    for (const value of [1, 2, 3, 4, 5, 6]) all.push(exchange.send(testRead, value));
    for (let i = 0; i < all.length; i++) answer(sent[i]);
    await Promise.all(all);
    expect(sent.map(({ data }) => data[0])).toEqual([0, 1, 2, 3, 4, 100, 5, 6, 101]);
  });

  test("a cancelled request in the queue is never sent", async () => {
    const { exchange, sent, answer } = exchangeBench();
    const abort = new AbortController();
    const first = exchange.send(testRead, 1);
    const cancelled = failure(exchange.send(testRead, 2, { signal: abort.signal }));
    const third = exchange.send(testRead, 3);
    abort.abort();
    expect(await cancelled).toMatchObject({ code: "cancelled" });
    answer(sent[0]);
    answer(sent[1]);
    await Promise.all([first, third]);
    expect(sent.map(({ data }) => data[0])).toEqual([1, 3]);
  });

  test("an aborted signal sends nothing", async () => {
    const { exchange, sent } = exchangeBench();
    const error = await failure(exchange.send(testRead, 1, { signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ code: "cancelled" });
    expect(sent).toEqual([]);
  });
});

describe("silence", () => {
  test("of 8 s under a read ends the session, once", async () => {
    const { clock, exchange, silences } = exchangeBench();
    const reading = failure(exchange.send(testRead, 1));
    expect(await clock.run(reading)).toMatchObject({ code: "session-lost", requestSent: true });
    expect(clock.now()).toBe(8_000);
    expect(silences()).toBe(1);
  });

  test("is over when anything authentic arrives", async () => {
    const { clock, exchange, silences } = exchangeBench();
    failure(exchange.send(testRead, 1));
    await clock.advance(7_000);
    exchange.heard();
    await clock.advance(2_999);
    expect(silences()).toBe(0);
  });

  test("counts across requests, so short budgets notice it too", async () => {
    const { clock, exchange, silences } = exchangeBench();
    for (let i = 0; i < 4; i++) failure(exchange.send(testRead, i, { budgetMs: 3_000 * (i + 1) }));
    await clock.advance(9_000);
    expect(silences()).toBe(1);
  });

  test("under a once request proves nothing", async () => {
    const { clock, exchange, silences } = exchangeBench();
    failure(exchange.send(testOnce, 1, { budgetMs: 60_000 }));
    await clock.advance(60_000);
    expect(silences()).toBe(0);
  });
});

describe("the end", () => {
  test("says of every request whether it had left", async () => {
    const { exchange } = exchangeBench();
    const results = [exchange.send(testSet, 1), exchange.send(testOnce, 2), exchange.send(testRead, 3)].map(
      failure,
    );
    exchange.end("session-lost", "gone");
    expect(await Promise.all(results)).toMatchObject([
      { code: "session-lost", requestSent: true },
      { code: "session-lost", requestSent: false },
      { code: "session-lost", requestSent: false },
    ]);
    expect(await failure(exchange.send(testRead, 4))).toMatchObject({
      code: "session-lost",
      requestSent: false,
    });
  });

  test("makes a once request that had left unknown, and leaves no timer", async () => {
    const { clock, exchange } = exchangeBench();
    const result = failure(exchange.send(testOnce, 1));
    exchange.end("closed", "closed");
    expect(await result).toMatchObject({ code: "outcome-unknown" });
    expect(clock.pendingTimers).toBe(0);
  });

  test("an undeliverable datagram is named when the budget ends without an answer", async () => {
    const { clock, exchange } = exchangeBench();
    const result = failure(exchange.send(testRead, 1, { budgetMs: 2_000 }));
    exchange.undeliverable(Object.assign(new Error("refused"), { code: "EHOSTUNREACH" }));
    expect(await clock.run(result)).toMatchObject({ code: "no-route" });
  });
});
