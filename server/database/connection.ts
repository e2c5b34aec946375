import type { Prisma, PrismaClient } from "@/prisma/generated/client";

/** The database itself, or a transaction on it: a store works on either. */
export type Connection = PrismaClient | Prisma.TransactionClient;
