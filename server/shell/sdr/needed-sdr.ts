import type { SdrRepository } from "@/server/ipmi";
import { type VerbContext, VerbFailure } from "../verb";

/** The repository, for verbs that show it. Rejects with VerbFailure when the controller has none. */
export async function neededSdr(context: VerbContext): Promise<SdrRepository> {
  const repository = await context.sdr();
  if (hasNoSdr(repository)) throw new VerbFailure("Unable to open SDR for reading");
  return repository;
}

/** The controller neither has records nor says anything about them. */
export function hasNoSdr({ stamp, records }: SdrRepository): boolean {
  return stamp === null && records.length === 0;
}
