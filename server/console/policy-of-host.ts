import type { ConsolePolicies, ConsolePolicy } from "@/lib/contracts/recording";

/** What a policy depends on. */
export interface PolicyHost {
  readonly id: string;
  readonly tags: readonly string[];
}

/** The host's own word counts, then that of its first tag in the list, then the default. */
export function policyOfHost(policies: ConsolePolicies, host: PolicyHost): ConsolePolicy {
  const byTag = policies.tags.find(({ tag }) => host.tags.includes(tag));
  const byHost = policies.hosts.find(({ hostId }) => hostId === host.id);
  return { ...policies.default, ...byTag?.policy, ...byHost?.policy };
}
