import { CompletionCodeError, IpmiError } from "@/server/ipmi";
import { completionText } from "../completion-text";
import { VerbFailure } from "../verb";

/**
 * The answer of a command; its failure as ipmitool's newer verbs tell it: first what the BMC said, then what could not
 * be done (`consequence`). `output` is what the verb had printed by then.
 */
export async function evaluated<Answer>(
  answer: Promise<Answer>,
  { consequence, output }: { readonly consequence?: string; readonly output?: string } = {},
): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    const line = error instanceof IpmiError ? lineFor(error) : null;
    if (line === null) throw error;
    const message = consequence === undefined ? line : `${line}\n${consequence}`;
    throw new VerbFailure(message, { cause: error, ...(output !== undefined && { output }) });
  }
}

/** Null for what is about the way to the BMC or the login: that has its own words. */
function lineFor(error: IpmiError): string | null {
  if (error instanceof CompletionCodeError) {
    return `IPMI command failed: ${completionText(error.completionCode)}`;
  }
  if (error.code === "decode") return "Unexpected data length received.";
  if (error.code === "no-answer") return "IPMI response is NULL.";
  return error.code === "outcome-unknown" ? error.message : null;
}
