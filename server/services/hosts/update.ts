import type { HostDetail, HostUpdate } from "@/lib/contracts/host";
import { formatHostAddress } from "@/lib/host-address";
import type { HostRow } from "@/server/database/host-store";
import type { SecretField } from "@/server/database/secret-store";
import type { StoreSet } from "@/server/database/stores";
import { requirePermission } from "../access/require-permission";
import { databaseAudit } from "../audit/database-audit";
import type { ServiceContext } from "../context";
import type { Secrets } from "../secrets/secrets";
import { rethrowDuplicate } from "./create";
import { findHost } from "./find-host";
import { normalAddress, refuseDuplicates, refuseStoredSecretsElsewhere } from "./host-fields";
import type { HostServices } from "./host-services";
import { hostDetail } from "./host-view";

/** Changes what is given. A new address needs its password with it; see refuseStoredSecretsElsewhere. */
export async function updateHost(
  { stores, secrets, live, now }: HostServices,
  ctx: ServiceContext,
  id: string,
  changes: HostUpdate,
): Promise<HostDetail> {
  requirePermission(ctx, "host.write");
  secrets.requireUnsealed();
  const before = await findHost(stores.hosts, id);
  const hadBmcKey = (await stores.secrets.find(id, "bmc-key")) !== null;
  const { password, bmcKey, acceptIdentity, ...settings } = changes;
  const address = changes.address === undefined ? before.address : normalAddress(changes.address);
  const reach = { address, port: changes.port ?? before.port };
  refuseStoredSecretsElsewhere(before, hadBmcKey, { ...reach, password, bmcKey });
  await refuseDuplicates(stores.hosts, { id, name: changes.name ?? before.name, ...reach });

  const after = await stores
    .transaction(async (tx) => {
      await tx.hosts.update(id, { ...settings, ...reach });
      if (acceptIdentity) await tx.hosts.clearEnrolment(id);
      if (password !== undefined) await saveSecret(tx, secrets, id, "password", password);
      if (bmcKey === "") await tx.secrets.remove(id, "bmc-key");
      else if (bmcKey !== undefined) await saveSecret(tx, secrets, id, "bmc-key", bmcKey);
      const row = await findHost(tx.hosts, id);
      await databaseAudit(tx.audit, now).record(ctx, {
        action: "host.update",
        host: row,
        outcome: "ok",
        detail: summarise(before, row, changes),
      });
      return row;
    })
    .catch(rethrowDuplicate);

  live.changed(after, { reconnect: needsNewSession(before, after, changes) });
  const hasBmcKey = bmcKey === undefined ? hadBmcKey : bmcKey !== "";
  return hostDetail(after, live.get(id), hasBmcKey);
}

async function saveSecret(
  tx: StoreSet,
  secrets: Secrets,
  hostId: string,
  field: SecretField,
  plaintext: string,
): Promise<void> {
  const version = ((await tx.secrets.find(hostId, field))?.version ?? 0) + 1;
  await tx.secrets.save(secrets.seal({ hostId, field, version }, plaintext));
}

function needsNewSession(before: HostRow, after: HostRow, changes: HostUpdate): boolean {
  return (
    before.address !== after.address ||
    before.port !== after.port ||
    before.username !== after.username ||
    JSON.stringify(before.ipmi) !== JSON.stringify(after.ipmi) ||
    changes.password !== undefined ||
    changes.bmcKey !== undefined ||
    changes.acceptIdentity === true
  );
}

function summarise(before: HostRow, after: HostRow, changes: HostUpdate): string {
  const parts: string[] = [];
  const changed = (what: string, from: string, to: string) => {
    if (from !== to) parts.push(`${what} ${from} → ${to}`);
  };
  changed("name", before.name, after.name);
  changed(
    "address",
    formatHostAddress(before.address, before.port),
    formatHostAddress(after.address, after.port),
  );
  changed("user", before.username, after.username);
  changed("IPMI", ipmiInWords(before), ipmiInWords(after));
  changed("protected", String(before.protected), String(after.protected));
  changed("tags", before.tags.join(","), after.tags.join(","));
  if (before.note !== after.note) parts.push("note");
  if (changes.password !== undefined) parts.push("new password");
  if (changes.bmcKey !== undefined) parts.push(changes.bmcKey === "" ? "BMC key removed" : "new BMC key");
  if (changes.acceptIdentity) parts.push("identity accepted anew");
  return parts.join(", ") || "nothing changed";
}

/** Choosing weaker suites, an older protocol or fewer checks is a decision that the audit must show. */
function ipmiInWords({ ipmi: { protocol, cipherSuites, workarounds } }: HostRow): string {
  const suites = cipherSuites.length > 0 ? `suites ${cipherSuites.join(",")}` : "suites 17,3";
  return [protocol, suites, ...workarounds].join(" ");
}
