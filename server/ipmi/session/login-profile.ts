import type { Privilege } from "../commands/command";
import type { CipherSuiteId } from "../crypto/cipher-suite";
import type { AuthenticationType } from "./authentication-type";
import type { Packing } from "./packet-protection";
import type { Workaround } from "./workarounds";

/** How to speak: found by the login and worth remembering, or laid down by a person. */
export interface LoginProfile {
  readonly protocol: "2.0" | "1.5";
  /** IPMI 2.0: the suite. */
  readonly cipherSuite: CipherSuiteId | null;
  /** IPMI 1.5: how messages are authenticated. */
  readonly authentication: AuthenticationType | null;
  readonly privilege: Privilege;
  /** What had to be done differently for this BMC. */
  readonly workarounds: readonly Workaround[];
  /** IPMI 2.0: so many bytes of a longer password are enough to log in; left out where all are needed. */
  readonly passwordBytes?: number;
  /** IPMI 2.0: how packets are made; left out where it is as specified. */
  readonly packing?: Packing;
}
