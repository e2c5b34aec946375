import { expect, test } from "vitest";
import type { CommandClass } from "../commands/command";
import { CompletionCodeError, IpmiError } from "../errors";
import { exchangeBench } from "../testing/exchange-bench";
import { testOnce, testRead, testSet } from "../testing/test-commands";

const commands = { read: testRead, idempotent: testSet, once: testOnce } as const;
const BUDGET = 3_000;

/** A BMC that answers every request with one code: in how many datagrams the command left, and what its sender was told. */
async function answeredWith(code: number, commandClass: CommandClass) {
  const { clock, exchange, sent, answer } = exchangeBench();
  const outcome = exchange.send<number, unknown>(commands[commandClass], 1, { budgetMs: BUDGET }).then(
    () => "done",
    (error: unknown) => {
      if (error instanceof CompletionCodeError)
        return error.completionCode === code ? "refused" : "wrong code";
      return error instanceof IpmiError ? error.code : "no IpmiError";
    },
  );
  let answered = 0;
  for (let time = 0; time < BUDGET; time += 50) {
    while (answered < sent.length) answer(sent[answered++], { completionCode: code });
    await clock.advance(50);
  }
  const datagrams = sent.length;
  return { datagrams: datagrams > 3 ? "many" : datagrams, told: await outcome };
}

const once = { datagrams: 1 } as const;
const thrice = { datagrams: 3, told: "refused" } as const;
const untilTheEnd = { datagrams: "many", told: "refused" } as const;

/** Everything not named is one datagram and a refusal. */
const special: Readonly<Record<CommandClass, Readonly<Record<number, object>>>> = {
  read: { 0: { ...once, told: "done" } },
  idempotent: { 0: { ...once, told: "done" } },
  once: {
    0: { ...once, told: "done" },
    195: { ...once, told: "outcome-unknown" },
    206: { ...once, told: "outcome-unknown" },
    207: { ...once, told: "outcome-unknown" },
    255: { ...once, told: "outcome-unknown" },
  },
};
const repeated: Readonly<Record<number, object>> = {
  192: untilTheEnd,
  195: thrice,
  206: thrice,
  207: thrice,
  208: untilTheEnd,
  209: untilTheEnd,
  210: untilTheEnd,
};

test.each<CommandClass>(["read", "idempotent", "once"])(
  "what becomes of a command of class %s follows from a table of all 256 completion codes",
  async (commandClass) => {
    for (let code = 0; code <= 0xff; code++) {
      const again = commandClass === "once" ? undefined : repeated[code];
      const expected = special[commandClass][code] ?? again ?? { ...once, told: "refused" };
      expect(await answeredWith(code, commandClass), `code ${code}`).toEqual(expected);
    }
  },
  60_000,
);
