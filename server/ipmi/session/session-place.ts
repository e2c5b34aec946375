import { IpmiError } from "../errors";
import type { Endpoint } from "../transport/datagram-network";

/** A BMC has four slots or so, and other programs need some: sessions of ours are counted, those nobody uses any more too. */

/** A session of ours as the BMC knows it. Nothing of it is secret: both numbers are on every packet. */
export interface HeldSession {
  readonly bmcSessionId: number;
  /** The port we spoke from; null where the network does not say. */
  readonly localPort: number | null;
}

/** Room for one session on a BMC, from before a login until its session has ended. */
export interface SessionPlace {
  /** Sessions of ours that nobody uses and the BMC may still hold: a crash, a lost session or a failed set-up left them. */
  readonly strays: readonly HeldSession[];
  /**
   * The BMC may hold this session from now on, the one before it in this place having failed. Called before the datagram leaves
   * that opens it. Rejects with NoPlaceError when too many were begun that the BMC may hold.
   */
  opening(session: HeldSession): Promise<void>;
  /** The BMC does not hold it: it said so, at its end too, or refused it. */
  gone(bmcSessionId: number): void;
  /** The session has ended or none was opened. What is not known to be gone may be a stray now. */
  leave(): void;
}

export interface SessionPlaces {
  /** Waits until there is room. Rejects with NoPlaceError after `budgetMs`, or IpmiError `cancelled`. */
  take(
    bmc: Endpoint,
    limits: { readonly budgetMs: number; readonly signal: AbortSignal },
  ): Promise<SessionPlace>;
}

/** As many sessions of ours as we allow ourselves are, or may be, open on the BMC. */
export class NoPlaceError extends IpmiError {
  constructor() {
    super("sessions-exhausted", "sessions of ours that the BMC may still hold have to end first");
  }
}

/** For a program that opens one session and ends: nothing is counted. */
export const uncounted: SessionPlace = {
  strays: [],
  opening: () => Promise.resolve(),
  gone: () => {},
  leave: () => {},
};
