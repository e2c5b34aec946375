import type { StoreSet } from "@/server/database/stores";
import { ConflictError } from "../errors";

/**
 * In a transaction, before a change that takes the role or the access from a user: throws when that user is the last administrator
 * who can log in. Two such changes at once wait for each other.
 */
export async function keepAnAdministrator(tx: StoreSet, userId: string): Promise<void> {
  const administrators = await tx.users.lockAdministrators();
  if (administrators.length === 1 && administrators[0] === userId) {
    throw new ConflictError(
      "This is the last administrator. Make somebody else an administrator first, so that somebody can manage users.",
    );
  }
}
