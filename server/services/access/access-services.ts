import type { Stores } from "@/server/database/stores";
import type { Audit } from "../audit/audit";
import type { AddressLimiter } from "./address-limiter";
import type { Authenticator } from "./authenticator";
import type { Lockout } from "./lockout";
import type { Revocations } from "./revocations";

/** What the services of access work with. */
export interface AccessServices {
  readonly stores: Stores;
  readonly audit: Audit;
  readonly authenticator: Authenticator;
  readonly revocations: Revocations;
  readonly lockout: Lockout;
  /** Tries of passwords and setup tokens by network address. */
  readonly tries: AddressLimiter;
  readonly now: () => Date;
}
