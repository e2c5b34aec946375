import fc from "fast-check";
import { expect, test } from "vitest";
import type { Command, CommandSender } from "../commands/command";
import { CompletionCodeError, IpmiError } from "../errors";
import { describeEvent } from "../records/sel/describe-event";
import { SensorIndex } from "../records/sel/sensor-index";
import { VirtualClock } from "../testing/virtual-clock";
import { ByteReader } from "../wire/byte-reader";
import { readBoardSigns } from "./board-signs";
import { clearSelSafely } from "./clear-sel";
import { readFrus } from "./fru";
import { readSdrRepository } from "./sdr-repository";
import { readSel } from "./sel";
import { SensorScanner } from "./sensors";

/** Answers everything with the next of some arbitrary answers, over and over: bytes, or a completion code. */
class ArbitraryBmc implements CommandSender {
  private next = 0;
  sent = 0;

  constructor(private readonly answers: readonly (Uint8Array | number)[]) {}

  async send<Request, Response>(command: Command<Request, Response>, request: Request): Promise<Response> {
    this.sent++;
    const answer = this.answers[this.next++ % this.answers.length] ?? 0xff;
    if (typeof answer === "number") throw new CompletionCodeError(command.name, answer, "refused");
    return command.decode(new ByteReader(answer, command.name), request);
  }
}

// Few different bytes, so that record ids, lengths and types come true now and then.
const byte = fc.oneof(fc.constantFrom(0, 1, 2, 5, 0x11, 0x20, 0x51, 0xc0, 0xff), fc.nat(255));
const bytes = fc.array(byte, { maxLength: 24 }).map((values) => Uint8Array.from(values));
const answers = fc.array(fc.oneof({ arbitrary: bytes, weight: 5 }, { arbitrary: fc.nat(255), weight: 1 }), {
  minLength: 1,
  maxLength: 24,
});

test("whatever a BMC answers, readers end with a result or an IpmiError", async () => {
  await fc.assert(
    fc.asyncProperty(answers, async (given) => {
      const bmc = new ArbitraryBmc(given);
      const clock = new VirtualClock();
      const outcome = async (reading: Promise<unknown>) => {
        const error = await reading.then(
          () => null,
          (failure: unknown) => failure,
        );
        expect(error === null || error instanceof IpmiError).toBe(true);
      };
      await outcome(
        readSdrRepository(bmc).then(async ({ sensors, frus }) => {
          await new SensorScanner(sensors).read(bmc);
          await readFrus(bmc, frus);
        }),
      );
      await outcome(
        readSel(bmc).then(({ records }) => {
          for (const record of records) describeEvent(record, new SensorIndex([]));
        }),
      );
      await outcome(readBoardSigns(bmc, clock, new AbortController().signal));
      await outcome(clock.run(clearSelSafely(bmc, clock, { entries: 0, lastAdded: 0 })));
      expect(bmc.sent).toBeLessThan(100_000);
    }),
    { numRuns: 100 },
  );
});
