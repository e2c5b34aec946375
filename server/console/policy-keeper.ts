import { ConsolePolicies, defaultConsolePolicy } from "@/lib/contracts/recording";
import type { SettingStore } from "@/server/database/setting-store";
import type { ConsoleHub } from "./console-hub";
import { Alarm, type HubClock } from "./hub-clock";
import type { PolicyHost } from "./policy-of-host";

export interface PolicyKeeperOptions {
  readonly settings: SettingStore;
  readonly hub: Pick<ConsoleHub, "setPolicies">;
  readonly clock: HubClock;
}

const SETTING = "console-policies";
/** Hosts come and change by the hundred: what that means for their consoles is worked out once. */
const SOON_MS = 500;

/** What is laid down about consoles, and for which hosts; tells the hub whenever either changes. */
export class PolicyKeeper {
  private policies: ConsolePolicies = { default: defaultConsolePolicy, tags: [], hosts: [] };
  private readonly hosts = new Map<string, PolicyHost>();
  private readonly soon: Alarm;

  constructor(private readonly options: PolicyKeeperOptions) {
    this.soon = new Alarm(options.clock);
  }

  get current(): ConsolePolicies {
    return this.policies;
  }

  /** Once at start. */
  async load(hosts: readonly PolicyHost[]): Promise<void> {
    for (const { id, tags } of hosts) this.hosts.set(id, { id, tags });
    const stored = await this.options.settings.get(SETTING);
    if (stored !== undefined) this.policies = ConsolePolicies.parse(stored);
    this.tell();
  }

  /** Rejects when it cannot be written; then nothing changes. */
  async save(policies: ConsolePolicies): Promise<void> {
    await this.options.settings.set(SETTING, policies);
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
