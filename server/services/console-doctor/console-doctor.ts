import type { DoctorFix, DoctorReport } from "@/lib/contracts/console-doctor";
import { BmcError } from "@/server/bmc/bmc-error";
import type { Bmc } from "@/server/bmc/capabilities";
import { requirePermission } from "../access/require-permission";
import type { ActionHosts } from "../actions/action-hosts";
import type { Audit } from "../audit/audit";
import type { ServiceContext } from "../context";
import { RefusedError } from "../errors";
import type { Secrets } from "../secrets/secrets";
import { type ConsoleWitness, diagnose, type Told } from "./diagnose";
import { outputSigns } from "./output-signs";

/** Reading users one by one over a slow BMC takes a while. */
const BUDGET_MS = 30_000;

export interface ConsoleDoctorDeps {
  readonly hosts: Pick<ActionHosts, "row"> & { bmc(hostId: string): Promise<Bmc> };
  readonly consoles: {
    witness(hostId: string): ConsoleWitness;
    /** The newest output, as far as it is kept. */
    newestOutput(hostId: string): Promise<Buffer>;
    /** A setting was mended: what failed for it is tried again. */
    mended(hostId: string): void;
  };
  readonly audit: Audit;
  readonly secrets: Pick<Secrets, "requireUnsealed">;
  readonly now: () => Date;
}

/** Why is a console empty? Each layer between the serial port and the screen is looked at; nothing is changed. */
export async function examineConsole(
  deps: ConsoleDoctorDeps,
  ctx: ServiceContext,
  hostId: string,
): Promise<DoctorReport> {
  requirePermission(ctx, "console.read");
  deps.secrets.requireUnsealed();
  deps.hosts.row(hostId);
  return examine(deps, hostId);
}

/** Mends one layer, written down before, and looks again. Rejects with BmcError when the BMC refuses. */
export async function fixConsole(
  deps: ConsoleDoctorDeps,
  ctx: ServiceContext,
  hostId: string,
  request: DoctorFix,
): Promise<DoctorReport> {
  requirePermission(ctx, "console.manage");
  deps.secrets.requireUnsealed();
  const { id, name } = deps.hosts.row(hostId);
  if (request.fix === "take-over") throw new RefusedError("Take the console over in its tab.");
  if (request.fix === "set-baud" && request.baud === undefined) throw new RefusedError("Say which speed.");
  const detail = request.baud === undefined ? request.fix : `${request.fix} ${request.baud}`;
  const handle = await deps.audit.begin(ctx, { action: "console.fix", host: { id, name }, detail });
  try {
    const bmc = await deps.hosts.bmc(hostId);
    await bmc.identify({ budgetMs: BUDGET_MS });
    await bmc.serialSetup.fix(request, { budgetMs: BUDGET_MS });
  } catch (error) {
    await handle.finish("refused", error instanceof Error ? error.message : "");
    throw error;
  }
  await handle.finish("ok", "");
  deps.consoles.mended(hostId);
  return examine(deps, hostId);
}

async function examine(deps: ConsoleDoctorDeps, hostId: string): Promise<DoctorReport> {
  const { consoles, now } = deps;
  const told = await ask(deps, hostId);
  const signs = outputSigns(await consoles.newestOutput(hostId));
  const at = now();
  return { at: at.toISOString(), checks: diagnose(told, signs, consoles.witness(hostId), at) };
}

/** A BMC that cannot be reached is a finding, too. */
async function ask({ hosts }: ConsoleDoctorDeps, hostId: string): Promise<Told> {
  try {
    const bmc = await hosts.bmc(hostId);
    return { setup: await bmc.serialSetup.read({ budgetMs: BUDGET_MS }) };
  } catch (error) {
    if (error instanceof BmcError) return { unreached: error.failure.detail };
    throw error;
  }
}
