import fc from "fast-check";
import { expect, test } from "vitest";
import { nextSequence, SequenceWindow } from "../session/sequence-numbers";

/** Every packet arrives once or more, each up to `late` places later than sent. */
const arrivals = fc.array(
  fc.record({ late: fc.nat(28), copies: fc.integer({ min: 1, max: 4 }), copyLate: fc.nat(200) }),
  { minLength: 1, maxLength: 200 },
);

test("across the wrap at FFFFFFFFh, reordered and replayed, every packet is delivered exactly once", () => {
  fc.assert(
    fc.property(fc.nat(120), arrivals, (before, packets) => {
      let sequence = 0xffffffff - before;
      const window = new SequenceWindow(sequence - 1);
      const journey = packets.flatMap(({ late, copies, copyLate }, index) => {
        const one = { sequence, at: index + late };
        sequence = nextSequence(sequence);
        return [
          one,
          ...Array.from({ length: copies - 1 }, (_, copy) => ({ ...one, at: one.at + copyLate + copy + 1 })),
        ];
      });
      journey.sort((a, b) => a.at - b.at);
      const delivered: number[] = [];
      for (const { sequence: number } of journey) {
        if (!window.accepts(number)) continue;
        window.mark(number);
        delivered.push(number);
      }
      expect(new Set(delivered).size).toBe(delivered.length);
      expect(delivered).toHaveLength(packets.length);
    }),
    { numRuns: 2_000 },
  );
});
