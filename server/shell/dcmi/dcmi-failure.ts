import { CompletionCodeError, IpmiError } from "@/server/ipmi";
import { completionText } from "../completion-text";
import { VerbFailure } from "../verb";

/** DCMI's own completion codes in ipmitool's words. */
const codes: Readonly<Record<number, string>> = {
  128: "Parameter not supported",
  129: "Something else has already claimed these parameters",
  130: "Not supported or failed to write a read-only parameter",
  131: "Access mode is not supported",
  132: "Power/Thermal limit out of range",
  133: "Correction/Exception time out of range",
  137: "Sample/Statistics Reporting period out of range",
  138: "Power limit already active",
};

/** ipmitool's first line about a DCMI command that failed; null for errors that are not about the command. */
export function dcmiProblem(error: unknown): string | null {
  if (error instanceof CompletionCodeError) {
    const { completionCode } = error;
    const hex = completionCode.toString(16);
    return `\n    DCMI request failed because: ${completionText(completionCode, codes)} (${hex})`;
  }
  if (error instanceof IpmiError && ["no-answer", "decode", "outcome-unknown"].includes(error.code)) {
    return "\n    Unable to get DCMI information";
  }
  return null;
}

export interface DcmiFailureOptions {
  /** A second line. */
  readonly last?: string;
  /** What was printed before. Default: the newline that ends every DCMI output. */
  readonly output?: string;
}

/** The answer of a command; its failure in ipmitool's words. */
export async function dcmiAnswer<Answer>(
  answer: Promise<Answer>,
  { last, output = "\n" }: DcmiFailureOptions = {},
): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    const problem = dcmiProblem(error);
    if (problem === null) throw error;
    throw new VerbFailure(last === undefined ? problem : `${problem}\n${last}`, { cause: error, output });
  }
}
