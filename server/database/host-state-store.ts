import { Prisma } from "@/prisma/generated/client";
import type { Connection } from "./connection";

/** The last known state of a host as its owner, the fleet, wrote it: parse before use. */
export interface HostStateRow {
  readonly hostId: string;
  readonly summary: unknown;
  readonly sensors: unknown;
  readonly sensorsAt: Date | null;
  readonly inventory: unknown;
  readonly eventLog: unknown;
}

/** JSON-ready values; absent parts keep what is stored. */
export interface HostStateChanges {
  readonly summary: Prisma.InputJsonValue;
  readonly sensors?: Prisma.InputJsonValue;
  readonly sensorsAt?: Date;
  readonly inventory?: Prisma.InputJsonValue;
  readonly eventLog?: Prisma.InputJsonValue | null;
}

export interface HostStateStore {
  list(): Promise<HostStateRow[]>;
  /** Nothing happens when the host was removed meanwhile. */
  save(hostId: string, changes: HostStateChanges): Promise<void>;
}

export function hostStateStore(db: Connection): HostStateStore {
  return {
    async list() {
      return db.hostState.findMany({
        select: {
          hostId: true,
          summary: true,
          sensors: true,
          sensorsAt: true,
          inventory: true,
          eventLog: true,
        },
      });
    },
    async save(hostId, changes) {
      const data = {
        ...changes,
        eventLog: changes.eventLog === null ? Prisma.DbNull : changes.eventLog,
      };
      try {
        await db.hostState.upsert({ where: { hostId }, create: { hostId, ...data }, update: data });
      } catch (error) {
        if (!isMissingHost(error)) throw error;
      }
    },
  };
}

function isMissingHost(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2003";
}
