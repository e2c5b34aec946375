import type { Connection } from "./connection";

/** A segment, without what is in it. */
export interface SegmentKey {
  readonly hostId: string;
  readonly number: number;
}

/** Which three bytes follow on each other somewhere in the lines of closed segments, as numbers of 24 bits. */
export interface SegmentTrigramStore {
  /** Numbers of the host's segments of which it is known. */
  known(hostId: string): Promise<number[]>;
  /** New, or in place of what was known. Rejects when the segment is gone. */
  put(segment: SegmentKey, trigrams: readonly number[]): Promise<void>;
  /** Nothing is known of the segment any more. */
  remove(segment: SegmentKey): Promise<void>;
  /** Segments of which it is known that at least one of these is not in them. */
  without(trigrams: readonly number[]): Promise<SegmentKey[]>;
}

export function segmentTrigramStore(db: Connection): SegmentTrigramStore {
  return {
    async known(hostId) {
      const rows = await db.consoleSegmentTrigrams.findMany({ where: { hostId }, select: { number: true } });
      return rows.map(({ number }) => number);
    },
    async put({ hostId, number }, trigrams) {
      await db.$executeRaw`
        INSERT INTO "ConsoleSegmentTrigrams" ("hostId", "number", "trigrams")
        VALUES (${hostId}, ${number}, ${arrayText(trigrams)}::text::int[])
        ON CONFLICT ("hostId", "number") DO UPDATE SET "trigrams" = EXCLUDED."trigrams"`;
    },
    async remove({ hostId, number }) {
      await db.consoleSegmentTrigrams.deleteMany({ where: { hostId, number } });
    },
    async without(trigrams) {
      return db.$transaction(async (own) => {
        // A row looks small to the planner, which does not count what lies outside of it: it would read every array there is.
        await own.$executeRaw`SET LOCAL enable_seqscan = off`;
        return own.$queryRaw<SegmentKey[]>`
          SELECT "hostId", "number" FROM "ConsoleSegmentTrigrams"
          EXCEPT
          SELECT "hostId", "number" FROM "ConsoleSegmentTrigrams"
          WHERE "trigrams" @> ${arrayText(trigrams)}::text::int[]`;
      });
    },
  };
}

/** As Postgres reads an array; ten thousand numbers are one parameter, not as many. */
const arrayText = (numbers: readonly number[]) => `{${numbers.join(",")}}`;
