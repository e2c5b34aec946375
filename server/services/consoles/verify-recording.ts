import type { RecordingVerification } from "@/lib/contracts/recording";
import type { Verification } from "@/server/recording/recording";
import { requirePermission } from "../access/require-permission";
import type { ServiceContext } from "../context";
import { findHost } from "../hosts/find-host";
import type { RecordingDeps } from "./console-services";

/** Whether what is kept of a console is as it was written; what was found is in the audit. Reads all of it. Rejects when `signal` aborts. */
export async function verifyRecording(
  deps: RecordingDeps,
  ctx: ServiceContext,
  hostId: string,
  signal: AbortSignal,
): Promise<RecordingVerification> {
  requirePermission(ctx, "console.search");
  const { id, name } = await findHost(deps.stores.hosts, hostId);
  const found = await deps.consoles.recordings.verify(id, signal);
  await deps.audit.record(ctx, {
    action: "console.verify",
    host: { id, name },
    outcome: "ok",
    detail: inWords(found),
  });
  const { segments, broken } = found;
  if (broken === null) return { segments, broken };
  const { problem, number, row } = broken;
  const held = row && {
    from: row.from,
    until: row.until,
    firstAt: row.startedAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
  };
  return { segments, broken: { problem, number, held } };
}

function inWords({ segments, broken }: Verification): string {
  if (broken === null) return `as it was written: ${segments} segments`;
  return `segment ${broken.number} ${broken.problem === "missing" ? "is missing" : "was changed"}`;
}
