import { prismaAdapter } from "better-auth/adapters/prisma";
import type { PrismaClient } from "@/prisma/generated/client";

/** Where better-auth keeps users, accounts and logins. */
export function loginDatabase(database: PrismaClient): ReturnType<typeof prismaAdapter> {
  return prismaAdapter(database, { provider: "postgresql" });
}
