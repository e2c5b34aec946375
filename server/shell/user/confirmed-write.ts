import { CompletionCodeError, DecodeError } from "@/server/ipmi";
import { type VerbContext, VerbFailure } from "../verb";

/** BMCs are slow to show what they were told: so often, this far apart, it is looked again. */
const LOOKS = 5;
const APART_MS = 1000;

/**
 * After a write that the BMC accepted: waits until it reports what was written. Some BMCs accept and do nothing. Fails
 * with `unless` when it still reports something else; passes when it cannot be asked.
 */
export async function confirmWritten(
  context: VerbContext,
  isWritten: () => Promise<boolean>,
  unless: string,
): Promise<void> {
  for (let look = 1; ; look++) {
    try {
      if (await isWritten()) return;
    } catch (error) {
      if (error instanceof CompletionCodeError || error instanceof DecodeError) return;
      throw error;
    }
    if (look === LOOKS) throw new VerbFailure(unless);
    await context.wait(APART_MS);
  }
}
