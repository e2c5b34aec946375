import type { createDatabaseClient } from "@/server/database/client";
import { loginDatabase } from "@/server/database/login-database";
import type { Stores } from "@/server/database/stores";
import { databaseAudit } from "../audit/database-audit";
import type { AccessServices } from "./access-services";
import { AddressLimiter } from "./address-limiter";
import { createAuthenticator, loginSecret } from "./authenticator";
import { Lockout } from "./lockout";
import { Revocations } from "./revocations";

export interface AccessOptions {
  readonly database: ReturnType<typeof createDatabaseClient>;
  readonly stores: Stores;
  /** Origin browsers come by. */
  readonly externalUrl: URL;
  readonly now?: () => Date;
}

/** Wrong passwords and setup tokens from one network address: twenty at once, then one every three seconds. */
const tries = { burst: 20, refillMs: 3000 };

export async function createAccessServices(options: AccessOptions): Promise<AccessServices> {
  const { database, stores, externalUrl, now = () => new Date() } = options;
  return {
    stores,
    now,
    audit: databaseAudit(stores.audit, now),
    authenticator: await createAuthenticator({
      database: loginDatabase(database),
      secret: await loginSecret(stores.settings),
      externalUrl,
    }),
    revocations: new Revocations(),
    lockout: new Lockout(stores.users),
    tries: new AddressLimiter(tries),
  };
}
