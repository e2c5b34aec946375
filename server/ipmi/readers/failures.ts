import type { SendOptions } from "../commands/command";
import { CompletionCodeError, DecodeError, IpmiError } from "../errors";
import { CompletionCode } from "../message/completion-code";

/** How each request of a reader is sent. `budgetMs` is for one request; the whole ends with `signal`. */
export type ReaderOptions = Pick<SendOptions, "signal" | "budgetMs" | "priority">;

/** The BMC refused with one of these completion codes. */
export function isRefusal(error: unknown, ...codes: readonly number[]): error is CompletionCodeError {
  return error instanceof CompletionCodeError && codes.includes(error.completionCode);
}

/** The BMC answered, but not with what was asked for: this record or sensor is lost, the rest is not. */
export function isLocal(error: unknown): error is CompletionCodeError | DecodeError {
  return error instanceof CompletionCodeError || error instanceof DecodeError;
}

/** Reading less at a time may help: too long an answer is refused, cut, or never comes. */
export function mayBeTooLong(error: unknown): boolean {
  return (
    isRefusal(
      error,
      CompletionCode.DataLengthInvalid,
      CompletionCode.FieldLengthExceeded,
      CompletionCode.CannotReturnBytes,
      CompletionCode.Unspecified,
    ) ||
    error instanceof DecodeError ||
    (error instanceof IpmiError && error.code === "no-answer")
  );
}
