import type { SendOptions } from "../commands/command";
import { CompletionCodeError, DecodeError, IpmiError } from "../errors";
import { CompletionCode } from "../message/completion-code";
import type { Workaround } from "../session/workarounds";

/**
 * How each request of a reader is sent. `budgetMs` is for one request; the whole ends with `signal`, and in any case
 * after a number of requests that no honest BMC needs.
 */
export interface ReaderOptions extends Pick<SendOptions, "signal" | "budgetMs" | "priority" | "route"> {
  /** Laid down by a person, by FreeIPMI's names; readers find out most of what they are for by themselves. */
  readonly workarounds?: readonly Workaround[];
}

export function isLaidDown(options: ReaderOptions, workaround: Workaround): boolean {
  return options.workarounds?.includes(workaround) ?? false;
}

/** The BMC refused with one of these completion codes. */
export function isRefusal(error: unknown, ...codes: readonly number[]): error is CompletionCodeError {
  return error instanceof CompletionCodeError && codes.includes(error.completionCode);
}

/** The BMC answered, but not with what was asked for: this record or sensor is lost, the rest is not. */
export function isLocal(error: unknown): error is CompletionCodeError | DecodeError {
  return error instanceof CompletionCodeError || error instanceof DecodeError;
}

export function isNoAnswer(error: unknown): error is IpmiError {
  return error instanceof IpmiError && error.code === "no-answer";
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
    isNoAnswer(error)
  );
}
