import { CompletionCodeError, IpmiError } from "@/server/ipmi";
import { completionText } from "./completion-text";
import { VerbFailure } from "./verb";

export interface SaidOnFailure {
  /** When no answer came, or none that makes sense. */
  readonly silent: string;
  /** When the BMC refused: the completion code in words follows, after a colon. Default: `silent`. */
  readonly refused?: string;
  /** The command's own completion codes in ipmitool's words. */
  readonly codes?: Readonly<Record<number, string>>;
  /** What the verb had printed by then. */
  readonly output?: string;
}

/** The answer of a command; its failure in ipmitool's words. Abortion and lost sessions keep their own words. */
export async function failAs<Answer>(answer: Promise<Answer>, said: SaidOnFailure): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof IpmiError) || !isAboutTheCommand(error)) throw error;
    const output = said.output === undefined ? {} : { output: said.output };
    throw new VerbFailure(lineFor(error, said), { cause: error, ...output });
  }
}

function lineFor(error: IpmiError, { silent, refused = silent, codes }: SaidOnFailure): string {
  if (error instanceof CompletionCodeError)
    return `${refused}: ${completionText(error.completionCode, codes)}`;
  return error.code === "outcome-unknown" ? `${silent} (${error.message})` : silent;
}

/** Not about the way to the BMC or the login: those say for themselves what is wrong. */
function isAboutTheCommand(error: IpmiError): boolean {
  return ["completion-code", "no-answer", "decode", "outcome-unknown"].includes(error.code);
}
