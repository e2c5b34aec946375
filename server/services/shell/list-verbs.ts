import type { ShellVerb } from "@/lib/contracts/ipmi-shell";
import type { BmcDriver } from "@/server/bmc/capabilities";
import { requirePermission } from "../access/require-permission";
import type { ServiceContext } from "../context";

/** All verbs of the shell, for completion and help. */
export async function listVerbs(
  { driver }: { readonly driver: Pick<BmcDriver, "shellVerbs"> },
  ctx: ServiceContext,
): Promise<ShellVerb[]> {
  requirePermission(ctx, "shell.use");
  const verbs = await driver.shellVerbs();
  return verbs
    .map((verb) => ({ ...verb, path: [...verb.path] }))
    .sort((a, b) => a.path.join(" ").localeCompare(b.path.join(" ")));
}
