import { IpmiError } from "@/server/ipmi";
import type { FoundVerb } from "./registry";
import { UsageError, type VerbContext, VerbFailure } from "./verb";

export interface VerbOutcome {
  /** For the standard output. */
  readonly output: string;
  /** For the error output: why it failed, in lines for people. Empty when it did not. */
  readonly complaint: string;
  readonly exitCode: number;
  /** What the verb found; undefined when it failed. */
  readonly data?: unknown;
  /** The engine's error behind the failure; null when there is none. */
  readonly failure: IpmiError | null;
}

/**
 * Parses, runs and writes out. Rejects only with errors that nobody expected. `print` hears the beginning of the output
 * while the verb still runs; the outcome has it again, also when the verb failed after it.
 */
export async function runVerb(
  { verb, words }: FoundVerb,
  context: VerbContext,
  print?: (text: string) => void,
): Promise<VerbOutcome> {
  let printed = "";
  try {
    const args = verb.parse(words);
    const partly = (part: unknown) => {
      const text = verb.text(part, context, args);
      printed += text;
      print?.(text);
    };
    const data = await verb.run(print ? { ...context, partly } : context, args);
    const output = verb.text(data, context, args);
    return { output, complaint: "", exitCode: verb.exitCode?.(data) ?? 0, data, failure: null };
  } catch (error) {
    const outcome = failed(error);
    return outcome.output === "" ? { ...outcome, output: printed } : outcome;
  }
}

function failed(error: unknown): VerbOutcome {
  if (error instanceof UsageError) {
    const { output, message, exitCode } = error;
    return { output, complaint: message, exitCode, failure: null };
  }
  if (error instanceof VerbFailure) {
    const { cause, output = "", exitCode = 1 } = error.details;
    return {
      output,
      complaint: error.message,
      exitCode,
      failure: cause instanceof IpmiError ? cause : null,
    };
  }
  if (error instanceof IpmiError) {
    return { output: "", complaint: error.message, exitCode: 1, failure: error };
  }
  throw error;
}
