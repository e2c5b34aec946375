import type { TypedList, TypedQuery, TypedText } from "@/lib/contracts/typed-text";
import type { HostStore } from "@/server/database/host-store";
import type { TypedTextRow, TypedTextStore } from "@/server/database/typed-text-store";
import { requirePermission } from "../access/require-permission";
import type { Audit } from "../audit/audit";
import type { ServiceContext } from "../context";
import { findHost } from "../hosts/find-host";
import { SecretCorruptError } from "../secrets/envelope";
import type { Secrets } from "../secrets/secrets";
import { typedPlace } from "./typed-place";

export interface ReadTypedDeps {
  readonly stores: { readonly hosts: HostStore; readonly typedTexts: Pick<TypedTextStore, "list"> };
  readonly secrets: Secrets;
  readonly audit: Audit;
}

/** What was typed in a stretch, by people whose account says that it is kept. Who reads it is in the audit before he has it. */
export async function readTyped(
  { stores, secrets, audit }: ReadTypedDeps,
  ctx: ServiceContext,
  hostId: string,
  query: TypedQuery,
): Promise<TypedList> {
  requirePermission(ctx, "console.typed");
  const { id, name } = await findHost(stores.hosts, hostId);
  secrets.requireUnsealed();
  await audit.record(ctx, {
    action: "console.read-typed",
    host: { id, name },
    outcome: "ok",
    detail: inWords(query),
  });
  const { from, until, since, before, after, limit } = query;
  const filter = { hostId, from, until, since: moment(since), before: moment(before), after };
  // One more than is shown tells whether there are more.
  const rows = await stores.typedTexts.list(filter, limit + 1);
  const shown = rows.slice(0, limit);
  return {
    typed: shown.map((row) => opened(secrets, row)),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

const moment = (iso: string | undefined) => (iso === undefined ? undefined : new Date(iso));

function inWords({ from, until, since, before, after }: TypedQuery): string {
  const parts = [
    from !== undefined && `from byte ${from}`,
    until !== undefined && `to byte ${until}`,
    since !== undefined && `since ${since}`,
    before !== undefined && `before ${before}`,
    after !== undefined && "further",
  ];
  return parts.filter(Boolean).join(", ") || "from the beginning";
}

function opened(secrets: Secrets, row: TypedTextRow): TypedText {
  const { id, offset, typist, bytes } = row;
  return { id, at: row.at.toISOString(), offset, typist, bytes, data: textOf(secrets, row) };
}

/** One row that was tampered with does not hide the others. */
function textOf(secrets: Secrets, row: TypedTextRow): string | null {
  try {
    return secrets.openBytes(typedPlace(row), row).toString("base64");
  } catch (error) {
    if (error instanceof SecretCorruptError) return null;
    throw error;
  }
}
