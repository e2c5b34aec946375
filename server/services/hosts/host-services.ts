import type { Stores } from "@/server/database/stores";
import type { Audit } from "../audit/audit";
import type { Secrets } from "../secrets/secrets";
import type { LiveHosts } from "./live-hosts";

/** What the services of hosts work with. */
export interface HostServices {
  readonly stores: Stores;
  readonly audit: Audit;
  readonly secrets: Secrets;
  readonly live: LiveHosts;
  readonly now: () => Date;
}
