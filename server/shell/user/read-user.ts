import {
  CompletionCode,
  CompletionCodeError,
  getUserAccess,
  getUserName,
  type UserAccess,
} from "@/server/ipmi";
import type { VerbContext } from "../verb";

export interface User {
  readonly id: number;
  /** Empty for a user without one. */
  readonly name: string;
  readonly access: UserAccess;
}

export async function readName({ bmc, signal }: VerbContext, userId: number): Promise<string> {
  try {
    return await bmc.send(getUserName, { userId }, { signal });
  } catch (error) {
    // Some BMCs know no name to be empty: a user who never had one is an invalid field to them.
    if (error instanceof CompletionCodeError && error.completionCode === CompletionCode.InvalidField)
      return "";
    throw error;
  }
}

export function readAccess(
  { bmc, signal }: VerbContext,
  request: { readonly channel: number; readonly userId: number },
): Promise<UserAccess> {
  return bmc.send(getUserAccess, request, { signal });
}
