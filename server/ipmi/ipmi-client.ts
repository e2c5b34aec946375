import type { Clock, Entropy } from "./clock";
import type { CommandSender, Pacing, Privilege } from "./commands/command";
import type { CipherSuiteId } from "./crypto/cipher-suite";
import type { Credentials } from "./crypto/credentials";
import type { IpmiError } from "./errors";
import type { AuthenticationType } from "./session/authentication-type";
import type { LoginProfile } from "./session/login-profile";
import type { PayloadLink, SessionInfo } from "./session/session-info";
import type { SessionPlaces } from "./session/session-place";
import type { Workaround } from "./session/workarounds";
import type { DatagramNetwork, Endpoint } from "./transport/datagram-network";

/** What the rest of the program sees of the engine. `createIpmiClient` makes one. */

/** Everything outside the engine that it needs: given once, replaced as a whole in tests. */
export interface IpmiEnvironment {
  readonly network: DatagramNetwork;
  readonly clock: Clock;
  readonly entropy: Entropy;
}

export interface IpmiClientOptions extends IpmiEnvironment {
  readonly endpoint: Endpoint;
  readonly credentials: Credentials;
  /** The level to ask for; lower ones are tried when the BMC refuses it. Default Administrator. */
  readonly privilege?: Privilege;
  /** Cipher suites to try, in order. Default 17, then 3. */
  readonly cipherSuites?: readonly CipherSuiteId[];
  /** Best suite used before (ratchet): nothing weaker is tried. */
  readonly minimumSuite?: CipherSuiteId | null;
  /** Default "2.0". "auto" falls back to 1.5 with MD5 when the BMC says it has no 2.0, and never had; "1.5" is by choice only. */
  readonly protocol?: "2.0" | "1.5" | "auto";
  /** IPMI 1.5 only. Default MD5, then MD2; straight and none are used when named here, never by themselves. */
  readonly authentication?: AuthenticationType;
  /** Laid down by a person: always applied. */
  readonly workarounds?: readonly Workaround[];
  /** How long and how often a login asks. Default: longer with every attempt, until its budget ends. */
  readonly pacing?: Pacing;
  /** What worked before, here or on a BMC of the same make: tried first. */
  readonly known?: LoginProfile | null;
  /** GUID (SessionInfo.guid) this BMC was enrolled with; another one rejects with `identity-changed`. */
  readonly enrolledGuid?: string | null;
  /** Looks at each new session before anything else uses it. What it rejects with fails the login, and the session is closed. */
  readonly admit?: (session: CommandSender, info: SessionInfo, signal: AbortSignal) => Promise<void>;
  /** Counts the sessions of all clients of a BMC, and knows what earlier ones left there. Default: nobody counts. */
  readonly places?: SessionPlaces;
}

export interface Limits {
  readonly signal?: AbortSignal;
  /** Milliseconds for the whole call. */
  readonly budgetMs?: number;
}

export interface IpmiClientEvents {
  connected(session: SessionInfo): void;
  /** The session ended; null when we closed it. */
  disconnected(reason: IpmiError | null): void;
}

/**
 * One BMC, one session, many callers. Logs in when something is to be sent, logs in again after the session was
 * lost, and never sends a `once` command twice.
 */
export interface IpmiClient extends CommandSender {
  /** The live session, or null. */
  readonly session: SessionInfo | null;
  /** Logs in unless logged in already; concurrent callers share one login. Default budget 15 000 ms. */
  connect(limits?: Limits): Promise<SessionInfo>;
  /** Attaches a payload (SOL) to the session, logging in when there is none. One link a payload type. */
  openPayload(type: number, limits?: Limits): Promise<PayloadLink>;
  /** Replaces the listener. */
  listen(events: Partial<IpmiClientEvents>): void;
  /** After a refused login no further one is tried until this is called or new credentials are set. */
  resetLoginFailures(): void;
  setCredentials(credentials: Credentials): void;
  /** Closes the session (Close Session is sent) and the socket. Never rejects; later calls reject with `closed`. */
  close(): Promise<void>;
}
