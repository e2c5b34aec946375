import type { Connection } from "./connection";

/** A file of a console's recorded output; the bytes themselves are in the data folder. */
export interface ConsoleSegmentRow {
  readonly hostId: string;
  readonly number: number;
  /** Offset of its first byte in the host's output. */
  readonly from: number;
  /** Offset after its last byte; grows until it is closed. */
  readonly until: number;
  readonly startedAt: Date;
  readonly lastAt: Date;
  /** Null while it is written to. */
  readonly closedAt: Date | null;
  /** Bytes of its files on the disk. */
  readonly storedBytes: number;
  /** SHA-256, hex, over the segment before and this one; null while it is written to. */
  readonly hash: string | null;
}

export interface SegmentFilter {
  /** All hosts without. */
  readonly hostIds?: readonly string[];
  /** Only those that may hold output of this time. */
  readonly from?: Date;
  readonly until?: Date;
}

export interface ConsoleSegmentStore {
  /** Of one host, oldest first. */
  list(hostId: string): Promise<ConsoleSegmentRow[]>;
  /** Of many hosts, newest output first. */
  find(filter: SegmentFilter): Promise<ConsoleSegmentRow[]>;
  /** New, or in place of the one with this number. Rejects when the host is gone. */
  put(row: ConsoleSegmentRow): Promise<void>;
  remove(hostId: string, numbers: readonly number[]): Promise<void>;
  removeAll(hostId: string): Promise<void>;
}

export function consoleSegmentStore(db: Connection): ConsoleSegmentStore {
  return {
    async list(hostId) {
      const rows = await db.consoleSegment.findMany({ where: { hostId }, orderBy: { number: "asc" } });
      return rows.map(toRow);
    },
    async find({ hostIds, from, until }) {
      const rows = await db.consoleSegment.findMany({
        where: {
          ...(hostIds && { hostId: { in: [...hostIds] } }),
          ...(until && { startedAt: { lte: until } }),
          // What is still written to may be newer than its row.
          ...(from && { OR: [{ closedAt: null }, { lastAt: { gte: from } }] }),
        },
        orderBy: [{ lastAt: "desc" }, { hostId: "asc" }, { number: "desc" }],
      });
      return rows.map(toRow);
    },
    async put({ hostId, number, ...values }) {
      await db.consoleSegment.upsert({
        where: { hostId_number: { hostId, number } },
        create: { hostId, number, ...values },
        update: values,
      });
    },
    async remove(hostId, numbers) {
      await db.consoleSegment.deleteMany({ where: { hostId, number: { in: [...numbers] } } });
    },
    async removeAll(hostId) {
      await db.consoleSegment.deleteMany({ where: { hostId } });
    },
  };
}

type Stored = Awaited<ReturnType<Connection["consoleSegment"]["findMany"]>>[number];

/** Offsets stay far below 2^53: that is 24 000 years at 115 200 baud. */
function toRow(row: Stored): ConsoleSegmentRow {
  return {
    ...row,
    from: Number(row.from),
    until: Number(row.until),
    storedBytes: Number(row.storedBytes),
  };
}
