import type { IpmiEnvironment } from "@/server/ipmi";
import type { BmcDriver } from "../capabilities";
import { IpmiBmc } from "./ipmi-bmc";
import { type ResolveName, resolveName } from "./resolve-name";
import type { SessionLedger } from "./session-ledger";
import { SharedRepositories } from "./shared-repositories";
import { parseShellLine, shellVerbs } from "./shell";
import { testConnection } from "./test-connection";

export interface IpmiDriverOptions extends IpmiEnvironment {
  readonly resolve?: ResolveName;
  readonly now?: () => Date;
  /** Counts sessions; without one nobody does. */
  readonly sessions?: SessionLedger;
}

/** BMCs over IPMI 2.0. */
export function ipmiDriver(options: IpmiDriverOptions): BmcDriver {
  const environment = {
    ...options,
    resolve: options.resolve ?? resolveName,
    now: options.now ?? (() => new Date()),
    repositories: new SharedRepositories(),
  };
  return {
    shellVerbs,
    parseShellLine,
    open: (target) => new IpmiBmc(target, environment),
    testConnection: (target, progress, deadline) => testConnection(target, environment, progress, deadline),
  };
}
