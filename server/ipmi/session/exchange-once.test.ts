import { describe, expect, test } from "vitest";
import { exchangeBench, failure } from "../testing/exchange-bench";
import { testOnce, testRead } from "../testing/test-commands";

describe("once", () => {
  test("silence is an unknown outcome", async () => {
    const { clock, exchange } = exchangeBench();
    expect(await clock.run(failure(exchange.send(testOnce, 1)))).toMatchObject({ code: "outcome-unknown" });
    expect(clock.now()).toBe(10_000);
  });

  test("cancelled before it left it is cancelled, afterwards its outcome is unknown", async () => {
    const { clock, exchange, sent } = exchangeBench();
    const abort = new AbortController();
    const left = failure(exchange.send(testOnce, 1, { signal: abort.signal }));
    const queued = failure(exchange.send(testOnce, 2, { signal: abort.signal }));
    abort.abort();
    expect(await left).toMatchObject({ code: "outcome-unknown" });
    expect(await queued).toMatchObject({ code: "cancelled" });
    await clock.advance(60_000);
    expect(sent).toHaveLength(1);
  });

  test("that never left within its budget was certainly not carried out", async () => {
    const { clock, exchange, sent } = exchangeBench();
    failure(exchange.send(testRead, 1, { budgetMs: 5_000 }));
    const error = await clock.run(failure(exchange.send(testOnce, 2, { budgetMs: 1_000 })));
    expect(error).toMatchObject({ code: "no-answer", message: expect.stringContaining("not sent") });
    await clock.advance(60_000);
    expect(sent.every(({ command }) => command === testRead.command)).toBe(true);
  });

  test("with no time left it is not sent at all", async () => {
    const { exchange, sent } = exchangeBench();
    expect(await failure(exchange.send(testOnce, 1, { budgetMs: 0 }))).toMatchObject({ code: "no-answer" });
    expect(sent).toEqual([]);
  });

  test.each([0xc3, 0xce, 0xcf, 0xff])("completion code %i is an unknown outcome", async (completionCode) => {
    const { exchange, sent, answer } = exchangeBench();
    const result = failure(exchange.send(testOnce, 1));
    answer(sent[0], { completionCode });
    expect(await result).toMatchObject({ code: "outcome-unknown" });
  });

  test.each([0xc0, 0xd4, 0xd5])(
    "completion code %i is a refusal, and nothing is repeated",
    async (completionCode) => {
      const { clock, exchange, sent, answer } = exchangeBench();
      const result = failure(exchange.send(testOnce, 1));
      answer(sent[0], { completionCode });
      expect(await result).toMatchObject({ code: "completion-code", completionCode });
      await clock.advance(60_000);
      expect(sent).toHaveLength(1);
    },
  );
});

describe("a late answer to a once request", () => {
  test("keeps others waiting for three seconds only, and still counts when it comes", async () => {
    const { clock, exchange, sent, answer } = exchangeBench();
    const once = exchange.send(testOnce, 1);
    const reading = exchange.send(testRead, 2);
    await clock.advance(2_999);
    expect(sent).toHaveLength(1);
    await clock.advance(1);
    expect(sent).toHaveLength(2);
    answer(sent[1]);
    expect(await reading).toBe(9);
    await clock.advance(4_000);
    answer(sent[0]);
    await once;
    expect(clock.pendingTimers).toBe(0);
    expect(sent).toHaveLength(2);
  });

  test("is unknown when the session ends meanwhile", async () => {
    const { clock, exchange } = exchangeBench();
    const once = failure(exchange.send(testOnce, 1));
    await clock.advance(4_000);
    exchange.end("session-lost", "gone");
    expect(await once).toMatchObject({ code: "outcome-unknown" });
  });
});
