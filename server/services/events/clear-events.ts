import type { z } from "zod";
import type { Action, EventClearRequest } from "@/lib/contracts/action";
import type { EventLog } from "@/server/bmc/capabilities";
import type { EventStore } from "@/server/database/event-store";
import type { ActionRun, Sent } from "../actions/action-run";
import { requireTypedNameIfProtected } from "../actions/confirm-name";
import { confirmed, type Outcome, refused, unknown } from "../actions/outcome";
import { type ActionDeps, startAction } from "../actions/start-action";
import type { ServiceContext } from "../context";
import { keepEvents } from "./keep-events";

/** A log that grows faster than it can be read five times over is not cleared. */
const ROUNDS = 5;
const READ_BUDGET_MS = 120_000;

export interface ClearEventsDeps extends ActionDeps {
  readonly events: EventStore;
}

/** Stores every event, then clears the BMC's log, unless an event came in between: then it reads again. */
export function clearEvents(
  deps: ClearEventsDeps,
  ctx: ServiceContext,
  hostId: string,
  request: z.infer<typeof EventClearRequest>,
): Promise<Action> {
  return startAction(deps, ctx, {
    hostId,
    permission: "events.clear",
    kind: "events-clear",
    verb: "clear",
    audit: "events.clear",
    detail: "",
    check: (host) => requireTypedNameIfProtected(host, request.confirmName),
    work: (run) => run.host.withEventLog(() => archiveThenClear(run, deps.events)),
  });
}

type LogInfo = Awaited<ReturnType<EventLog["info"]>>;

async function archiveThenClear(run: ActionRun, store: EventStore): Promise<Outcome> {
  for (let round = 0; round < ROUNDS; round++) {
    await run.progress.step("archiving");
    const deadline = { signal: run.signal, budgetMs: READ_BUDGET_MS };
    const info = await run.bmc.events.info(deadline);
    const log = await run.bmc.events.read(deadline);
    await keepEvents(store, run.host.row, log, new Date());
    if (log.length < info.entries) continue;
    // Reading a long log takes longer than an intent lives; nothing has been sent so far.
    run.renewIntent();
    const sent = await clearOnce(run, info);
    if (sent === "changed") continue;
    if (sent.kind === "refused") return refused("Nothing was cleared. All events are stored.", sent.failure);
    if (sent.kind === "unknown" && !(await wasErased(run, info))) {
      return unknown("No answer came. It is not repeated; all events are stored.", sent.failure);
    }
    await keepEvents(store, run.host.row, [], new Date());
    return confirmed(`${info.entries} events stored and cleared.`);
  }
  return refused("Nothing was cleared: new events kept coming. All events are stored. Try again.");
}

/** Leaves the command before anything is sent. */
class LogChangedError extends Error {
  override readonly name = "LogChangedError";
}

async function clearOnce(run: ActionRun, expected: LogInfo): Promise<Sent | "changed"> {
  try {
    return await run.send(async (deadline) => {
      await run.progress.step("clearing");
      if (!(await run.bmc.events.clear(expected, deadline))) throw new LogChangedError();
    });
  } catch (error) {
    if (error instanceof LogChangedError) return "changed";
    throw error;
  }
}

async function wasErased(run: ActionRun, before: LogInfo): Promise<boolean> {
  const now = await run.bmc.events.info({ signal: run.signal });
  return now.lastErased !== before.lastErased || (before.entries > 0 && now.entries === 0);
}
