import type { Pacing, Privilege } from "../commands/command";
import type { CipherSuiteId } from "../crypto/cipher-suite";
import type { Credentials } from "../crypto/credentials";
import type { AuthenticationType } from "./authentication-type";
import type { LoginProfile } from "./login-profile";
import type { NonceMemory } from "./nonce-memory";
import type { SessionEnvironment } from "./session";
import type { SessionPlace } from "./session-place";
import type { Workaround } from "./workarounds";

export interface LoginEnvironment extends SessionEnvironment {
  /** Puts another local port into `port`: some boards answer one challenge a port (quirk L9). */
  renewPort(): Promise<void>;
}

/** What a login may try. */
export interface LoginPolicy {
  readonly credentials: Credentials;
  readonly privilege: Privilege;
  /** In the order to try them. */
  readonly cipherSuites: readonly CipherSuiteId[];
  /** Nothing weaker is tried. */
  readonly minimumSuite: CipherSuiteId | null;
  readonly enrolledGuid: string | null;
  readonly nonces: NonceMemory;
  /** Taken for this login. */
  readonly place: SessionPlace;
  readonly protocol: "2.0" | "1.5" | "auto";
  /** IPMI 1.5: null for MD5, then MD2. */
  readonly authentication: AuthenticationType | null;
  /** Laid down by a person. */
  readonly workarounds: readonly Workaround[];
  /** What worked before: tried first. */
  readonly known: LoginProfile | null;
  /** A person's patience with each step of session set-up; null for the engine's own. */
  readonly pacing: Pacing | null;
  /** False: the first way only. All others were refused a short while ago. */
  readonly climbs: boolean;
}
