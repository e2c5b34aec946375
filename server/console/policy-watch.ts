import { type ConsolePolicies, defaultConsolePolicy } from "@/lib/contracts/recording";
import type { ConsoleHub } from "./console-hub";
import { Alarm, type HubClock } from "./hub-clock";
import type { PolicyHost } from "./policy-of-host";

export interface PolicyWatchOptions {
  readonly hub: Pick<ConsoleHub, "setPolicies">;
  readonly clock: HubClock;
}

/** Hosts come and change by the hundred: what that means for their consoles is worked out once. */
const SOON_MS = 500;

/** Tells the hub what is laid down about consoles, and for which hosts, whenever either changes. */
export class PolicyWatch {
  private policies: ConsolePolicies = { default: defaultConsolePolicy, tags: [], hosts: [] };
  private readonly hosts = new Map<string, PolicyHost>();
  private readonly soon: Alarm;

  constructor(private readonly options: PolicyWatchOptions) {
    this.soon = new Alarm(options.clock);
  }

  /** Once, when the hosts can be reached. */
  start(policies: ConsolePolicies, hosts: readonly PolicyHost[]): void {
    for (const { id, tags } of hosts) this.hosts.set(id, { id, tags });
    this.follow(policies);
  }

  /** Other policies from now on. */
  follow(policies: ConsolePolicies): void {
    this.policies = policies;
    this.tell();
  }

  /** A host came, or is as it is now: its tags may be others. */
  saw({ id, tags }: PolicyHost): void {
    if (this.hosts.get(id)?.tags.join("\n") === tags.join("\n")) return;
    this.hosts.set(id, { id, tags });
    if (!this.soon.isSet) this.soon.set(SOON_MS, () => this.tell());
  }

  removed(hostId: string): void {
    this.hosts.delete(hostId);
  }

  stop(): void {
    this.soon.clear();
  }

  private tell(): void {
    this.soon.clear();
    this.options.hub.setPolicies(this.policies, [...this.hosts.values()]);
  }
}
