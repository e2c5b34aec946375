import type { Connection } from "./connection";
import { belonging } from "./errors";
import type { Envelope } from "./secret-store";

/** What is said in the clear of something typed; bound into the ciphertext. */
export interface TypedPlace {
  readonly hostId: string;
  /** Of the host's output when it was typed. */
  readonly offset: number;
  readonly at: Date;
  /** E-mail address. */
  readonly typist: string;
  readonly bytes: number;
}

export type NewTypedText = TypedPlace & Envelope;
/** `id` grows with time. */
export type TypedTextRow = NewTypedText & { readonly id: string };

export interface TypedTextFilter {
  readonly hostId: string;
  /** Of the output, until exclusive. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  /** Moments, before exclusive. */
  readonly since?: Date | undefined;
  readonly before?: Date | undefined;
  /** Only what came after the row of this id. */
  readonly after?: string | undefined;
}

export interface TypedTextStore {
  /** False when the host is gone. */
  insert(row: NewTypedText): Promise<boolean>;
  /** Oldest first. */
  list(filter: TypedTextFilter, limit: number): Promise<TypedTextRow[]>;
  /** Hosts of which something typed is kept. */
  hosts(): Promise<string[]>;
  /** What was typed earlier. */
  removeBefore(hostId: string, at: Date): Promise<void>;
}

const big = (value: number | undefined) => (value === undefined ? undefined : BigInt(value));

export function typedTextStore(db: Connection): TypedTextStore {
  return {
    insert: (row) => belonging(db.typedText.create({ data: { ...row, offset: BigInt(row.offset) } })),
    async list({ hostId, from, until, since, before, after }, limit) {
      const where = {
        hostId,
        offset: { gte: big(from), lt: big(until) },
        at: { gte: since, lt: before },
        id: { gt: after === undefined ? undefined : BigInt(after) },
      };
      const rows = await db.typedText.findMany({ where, orderBy: { id: "asc" }, take: limit });
      return rows.map((row) => ({ ...row, id: String(row.id), offset: Number(row.offset) }));
    },
    async hosts() {
      const rows = await db.typedText.findMany({ distinct: ["hostId"], select: { hostId: true } });
      return rows.map(({ hostId }) => hostId);
    },
    async removeBefore(hostId, at) {
      await db.typedText.deleteMany({ where: { hostId, at: { lt: at } } });
    },
  };
}
