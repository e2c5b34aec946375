import { IpmiError } from "../errors";

export type SolProblem =
  | "in-use" // another session holds the payload
  | "disabled" // SOL is switched off, for the channel or the user
  | "limit" // the BMC has no payload instance left
  | "encryption-refused" // the BMC will not encrypt SOL: never tried in clear
  | "encryption-required" // the BMC wants encryption and does not see ours
  | "taken" // another session took the payload over
  | "deactivated" // the BMC ended SOL
  | "unresponsive" // the BMC no longer acknowledges what is typed
  | "input-refused" // the BMC did not take the characters for too long; they were not typed
  | "input-uncertain"; // the characters may or may not have been typed

/** Who holds the payload, as far as the BMC tells. */
export interface SolHolder {
  /** The BMC's id of the holder's session. */
  readonly sessionId: number;
  /** Slot number of the user; null when the BMC does not say. */
  readonly userId: number | null;
  /** That user's name; null when the BMC does not say. */
  readonly userName: string | null;
  /** Where the holder is; null when the BMC does not say. */
  readonly address: string | null;
}

export class SolError extends IpmiError {
  constructor(
    readonly problem: SolProblem,
    message: string,
    readonly holder: SolHolder | null = null,
    options?: ErrorOptions,
  ) {
    super("sol", message, options);
  }
}
