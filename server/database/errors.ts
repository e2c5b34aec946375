import { Prisma } from "@/prisma/generated/client";

/** A unique value is there already. The one place that knows Prisma's codes. */
export class DuplicateError extends Error {
  constructor(options?: ErrorOptions) {
    super("A row with this unique value exists", options);
    this.name = "DuplicateError";
  }
}

const UNIQUE_CONSTRAINT = "P2002";
const ROW_MISSING = "P2025";
const OWNER_MISSING = "P2003";

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === code;
}

/** Runs a write; a broken unique constraint becomes DuplicateError. */
export async function unique<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (hasCode(error, UNIQUE_CONSTRAINT)) throw new DuplicateError({ cause: error });
    throw error;
  }
}

/** Runs a write on one row; null when the row is not there. */
export async function existing<T>(write: Promise<T>): Promise<T | null> {
  try {
    return await write;
  } catch (error) {
    if (hasCode(error, ROW_MISSING)) return null;
    throw error;
  }
}

/** Inserts a row that belongs to another; false when that other is not there. */
export async function belonging(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (hasCode(error, OWNER_MISSING)) return false;
    throw error;
  }
}

/** No connection was free or could be made in time, a transaction could not begin or took too long, or the server went away. */
const AWAY: ReadonlySet<string> = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2037"]);

/** The same as pg's pool says it: Prisma hands these on as they are, and they have no code. */
const AWAY_IN_WORDS: ReadonlySet<string> = new Set([
  "timeout exceeded when trying to connect",
  "timeout expired",
  "Connection terminated due to connection timeout",
  "Connection terminated unexpectedly",
  "Client has encountered a connection error and is not queryable",
]);

/** True when the database did not answer, or not in time: another time it may. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (error instanceof Prisma.PrismaClientKnownRequestError) return AWAY.has(error.code);
  return error instanceof Error && AWAY_IN_WORDS.has(error.message);
}
