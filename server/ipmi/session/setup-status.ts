import { IpmiError, type IpmiErrorCode } from "../errors";

/** RMCP+ and RAKP message status codes (IPMI 2.0 §13.24, table 13-15). */
export const SetupStatus = {
  Ok: 0x00,
  InsufficientResources: 0x01,
  InvalidSessionId: 0x02,
  InvalidPayloadType: 0x03,
  InvalidAuthentication: 0x04,
  InvalidIntegrity: 0x05,
  NoAuthenticationPayload: 0x06,
  NoIntegrityPayload: 0x07,
  InactiveSessionId: 0x08,
  InvalidRole: 0x09,
  UnauthorisedRole: 0x0a,
  InsufficientResourcesForRole: 0x0b,
  InvalidNameLength: 0x0c,
  UnauthorisedName: 0x0d,
  UnauthorisedGuid: 0x0e,
  InvalidIntegrityCheck: 0x0f,
  InvalidConfidentiality: 0x10,
  NoCipherSuiteMatch: 0x11,
  IllegalParameter: 0x12,
} as const;

const texts: Readonly<Record<number, string>> = {
  1: "the BMC has no free session",
  2: "invalid session id",
  3: "invalid payload type",
  4: "authentication algorithm not accepted",
  5: "integrity algorithm not accepted",
  6: "no matching authentication payload",
  7: "no matching integrity payload",
  8: "inactive session id",
  9: "invalid role",
  10: "role or privilege level not allowed",
  11: "the BMC has no free session for this role",
  12: "invalid name length",
  13: "user name not allowed",
  14: "GUID not allowed",
  15: "invalid integrity check value",
  16: "confidentiality algorithm not accepted",
  17: "cipher suite not accepted",
  18: "illegal or unrecognised parameter",
};

export type SetupStep = "Open Session" | "RAKP 2" | "RAKP 4";

/** The BMC refused a step of session set-up, in its own words. */
export class SetupRefusedError extends IpmiError {
  constructor(
    readonly step: SetupStep,
    readonly status: number,
  ) {
    const text = texts[status] ?? `unknown status ${status.toString(16).toUpperCase().padStart(2, "0")}h`;
    super(codeOf(step, status), `${step}: ${text}`);
  }
}

function codeOf(step: SetupStep, status: number): IpmiErrorCode {
  switch (status) {
    case SetupStatus.InsufficientResources:
    case SetupStatus.InsufficientResourcesForRole:
      return "sessions-exhausted";
    case SetupStatus.InvalidAuthentication:
    case SetupStatus.InvalidIntegrity:
    case SetupStatus.NoAuthenticationPayload:
    case SetupStatus.NoIntegrityPayload:
    case SetupStatus.InvalidConfidentiality:
    case SetupStatus.NoCipherSuiteMatch:
      return "suite-refused";
    case SetupStatus.InvalidRole:
    case SetupStatus.UnauthorisedRole:
      return "privilege-too-low";
    case SetupStatus.InvalidNameLength:
    case SetupStatus.UnauthorisedName:
      return "bad-user";
    case SetupStatus.InvalidIntegrityCheck:
      return step === "Open Session" ? "handshake" : "bad-password";
    default:
      return "handshake";
  }
}

/** Refusals of Open Session by which BMCs say "not with this suite", in and outside the specification. */
const suiteRefusals: ReadonlySet<number> = new Set([
  SetupStatus.InvalidAuthentication,
  SetupStatus.InvalidIntegrity,
  SetupStatus.NoAuthenticationPayload,
  SetupStatus.NoIntegrityPayload,
  SetupStatus.InvalidConfidentiality,
  SetupStatus.NoCipherSuiteMatch,
  SetupStatus.InvalidRole,
  SetupStatus.UnauthorisedRole,
  SetupStatus.UnauthorisedName,
  SetupStatus.IllegalParameter,
  SetupStatus.InsufficientResources,
]);

/** Try the next suite. "No free session" is one of them: recent Intel boards answer so to a suite they dislike. */
export function blamesSuite(error: SetupRefusedError): boolean {
  return error.step === "Open Session" && suiteRefusals.has(error.status);
}

/** Try the next lower privilege: BMCs answer any of these when a user may not have the level asked for. */
export function blamesPrivilege(error: SetupRefusedError): boolean {
  const { status } = error;
  return (
    error.step === "RAKP 2" &&
    (status === SetupStatus.InvalidRole ||
      status === SetupStatus.UnauthorisedRole ||
      status === SetupStatus.UnauthorisedName)
  );
}
