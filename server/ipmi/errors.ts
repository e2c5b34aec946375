/**
 * Everything that can go wrong between a request and a BMC's answer, by the layer that failed.
 * Callers branch on `code` or on the class, never on message text. No error carries a key or a password.
 */
export type IpmiErrorCode =
  | "no-route" // the operating system could not send (unreachable network, refused port)
  | "no-answer" // sent, nothing valid came back in time
  | "not-ipmi" // something answers, but not RMCP/IPMI
  | "ipmi-2-unsupported" // the BMC says it speaks IPMI 1.5 only
  | "decode" // an answer could not be decoded
  | "bad-user" // RAKP: unauthorised name
  | "bad-password" // RAKP2 did not verify with our password: wrong password, or not the BMC it claims to be
  | "bad-bmc-key" // RAKP4 did not verify: wrong K_g
  | "privilege-too-low"
  | "suite-refused"
  | "sessions-exhausted"
  | "handshake" // any other RMCP+ status or broken handshake rule
  | "identity-changed" // the GUID, or what stands for it, is not the enrolled one
  | "session-lost" // the session ended under a request
  | "outcome-unknown" // a `once` command left and no answer came: it may or may not have been carried out
  | "completion-code" // the BMC answered with a completion code other than 00h
  | "cancelled"
  | "closed"
  | "sol"; // serial over LAN could not be activated or was taken

export class IpmiError extends Error {
  constructor(
    readonly code: IpmiErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Bytes that do not say what they should. `offset` is where decoding stopped. */
export class DecodeError extends IpmiError {
  constructor(
    readonly subject: string,
    readonly offset: number,
    problem: string,
  ) {
    super("decode", `${subject}: ${problem}`);
  }
}

/** The session ended (`session-lost`) or was closed by us (`closed`) before an answer came. */
export class SessionEndedError extends IpmiError {
  constructor(
    code: "session-lost" | "closed",
    message: string,
    /** False when no datagram of the request had left: it was certainly not carried out. */
    readonly requestSent: boolean,
    options?: ErrorOptions,
  ) {
    super(code, message, options);
  }
}

/** The BMC answered a command with a completion code other than 00h (IPMI 2.0 §5.2). */
export class CompletionCodeError extends IpmiError {
  constructor(
    readonly command: string,
    readonly completionCode: number,
    readonly text: string,
    /** What followed the code: few commands say more with a code of their own (DCMI 1.5 §6.6.2). */
    readonly data: Buffer = Buffer.alloc(0),
  ) {
    super("completion-code", `${command}: ${text} (completion code ${hexByte(completionCode)})`);
  }
}

/** The way to a controller behind the BMC failed: the BMC could not hand the request on (IPMI 2.0 §22.7). */
export class BridgeError extends CompletionCodeError {}

function hexByte(value: number): string {
  return `${value.toString(16).toUpperCase().padStart(2, "0")}h`;
}
