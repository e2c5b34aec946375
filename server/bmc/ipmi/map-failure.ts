import type { Failure } from "@/lib/contracts/problem";
import { IpmiError, SessionEndedError, SolError, type SolProblem } from "@/server/ipmi";
import { BmcError } from "../bmc-error";
import { ConsoleHeldError } from "../console-held-error";

/** What was under way: some errors of the engine can come at either time. */
export type Phase = "login" | "command";

/** Runs a call of the engine; its errors leave as BmcError, the one place where they are translated. */
export async function translated<T>(phase: Phase, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof Error ? translate(error, phase) : error;
  }
}

/** An error of the engine as BmcError; others as they are. */
export function translate(error: Error, phase: Phase): Error {
  if (!(error instanceof IpmiError)) return error;
  const failure = mapFailure(error, phase);
  if (!(error instanceof SolError) || error.holder === null) return new BmcError(failure, { cause: error });
  const { userName, userId, address } = error.holder;
  const user = userName ?? (userId === null ? null : `user ${userId}`);
  return new ConsoleHeldError(failure, { user, address }, { cause: error });
}

/** Which layer failed, in the words of the contract. Every code of the engine has its line. */
export function mapFailure(error: IpmiError, phase: Phase): Failure {
  const detail = error.message;
  switch (error.code) {
    case "no-route":
      return { layer: "route", code: "no-route", detail };
    case "no-answer":
      return { layer: phase === "login" ? "rmcp" : "command", code: "no-answer", detail };
    case "not-ipmi":
      return { layer: "rmcp", code: "not-ipmi", detail };
    case "ipmi-2-unsupported":
      return { layer: "capabilities", code: "ipmi-2-unsupported", detail };
    case "suite-refused":
      return { layer: "login", code: "suite-refused", detail };
    case "bad-user":
    case "bad-password":
    case "bad-bmc-key":
    case "sessions-exhausted":
    case "handshake":
      return { layer: "login", code: error.code, detail };
    case "privilege-too-low":
      return { layer: phase, code: "privilege-too-low", detail };
    case "identity-changed":
      return { layer: "identity", code: "identity-changed", detail };
    case "session-lost":
      return { layer: sent(error) ? "command" : "login", code: "session-lost", detail };
    case "outcome-unknown":
      return { layer: "command", code: "outcome-unknown", detail };
    case "completion-code":
      return { layer: phase, code: "completion-code", detail };
    case "decode":
      return { layer: phase, code: "decode", detail };
    case "cancelled":
      return { layer: phase, code: "cancelled", detail };
    case "closed":
      return { layer: sent(error) ? "command" : "login", code: "cancelled", detail };
    case "sol":
      return { layer: "console", code: consoleCode(error), detail };
  }
}

/** Whether the request had left when its session ended; unknown counts as yes. */
function sent(error: IpmiError): boolean {
  return !(error instanceof SessionEndedError) || error.requestSent;
}

function consoleCode(error: IpmiError): Failure["code"] {
  return error instanceof SolError ? consoleCodes[error.problem] : "console-refused";
}

const consoleCodes: Readonly<Record<SolProblem, Failure["code"]>> = {
  "in-use": "console-in-use",
  disabled: "console-disabled",
  limit: "console-refused",
  "encryption-refused": "console-refused",
  "encryption-required": "console-refused",
  taken: "console-in-use",
  deactivated: "console-refused",
  unresponsive: "console-refused",
  "input-refused": "console-refused",
  "input-uncertain": "console-refused",
};
