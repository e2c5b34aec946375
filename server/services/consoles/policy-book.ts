import { ConsolePolicies, type ConsolePolicy, defaultConsolePolicy } from "@/lib/contracts/recording";
import type { HostStore } from "@/server/database/host-store";
import type { SettingStore } from "@/server/database/setting-store";
import { requirePermission } from "../access/require-permission";
import type { Audit } from "../audit/audit";
import type { ServiceContext } from "../context";
import { InvalidError } from "../errors";

const KEY = "console-policy";
const nothingSaid: ConsolePolicies = { default: defaultConsolePolicy, tags: [], hosts: [] };

export interface PolicyBookDeps {
  readonly settings: SettingStore;
  readonly hosts: Pick<HostStore, "list">;
  readonly audit: Audit;
}

/** Which consoles are recorded and how they are shared: one setting, read once, told to whoever lives by it. */
export class PolicyBook {
  private policies = nothingSaid;
  private readonly listeners = new Set<(policies: ConsolePolicies) => void>();

  constructor(private readonly deps: PolicyBookDeps) {}

  /** Call before anything else. What is stored and makes no sense counts as nothing. */
  async load(): Promise<void> {
    const stored = ConsolePolicies.safeParse(await this.deps.settings.get(KEY));
    this.policies = stored.success ? stored.data : nothingSaid;
  }

  get current(): ConsolePolicies {
    return this.policies;
  }

  onChange(listener: (policies: ConsolePolicies) => void): void {
    this.listeners.add(listener);
  }

  read(ctx: ServiceContext): ConsolePolicies {
    requirePermission(ctx, "console.manage");
    return this.policies;
  }

  async write(ctx: ServiceContext, policies: ConsolePolicies): Promise<ConsolePolicies> {
    requirePermission(ctx, "console.manage");
    refuseDoubles(policies);
    const known = new Set((await this.deps.hosts.list()).map(({ id }) => id));
    // A host may have been removed while somebody edited the list.
    const kept = { ...policies, hosts: policies.hosts.filter(({ hostId }) => known.has(hostId)) };
    await this.deps.audit.record(ctx, {
      action: "console.policy",
      host: null,
      outcome: "ok",
      detail: inWords(kept),
    });
    await this.deps.settings.set(KEY, kept);
    this.policies = kept;
    for (const listener of this.listeners) listener(kept);
    return kept;
  }
}

function refuseDoubles({ tags, hosts }: ConsolePolicies): void {
  if (new Set(tags.map(({ tag }) => tag)).size < tags.length) {
    throw new InvalidError("A tag is named twice. Keep one of them.");
  }
  if (new Set(hosts.map(({ hostId }) => hostId)).size < hosts.length) {
    throw new InvalidError("A host is named twice. Keep one of them.");
  }
}

function inWords({ default: one, tags, hosts }: ConsolePolicies): string {
  const sentences = [`default: ${settings(one)}`];
  for (const { tag, policy } of tags) sentences.push(`tag ${tag}: ${settings(policy)}`);
  if (hosts.length > 0) sentences.push(`${hosts.length} hosts of their own`);
  return sentences.join("; ").slice(0, 1000);
}

function settings(policy: Partial<ConsolePolicy>): string {
  return Object.entries(policy)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ");
}
