import { BmcError } from "@/server/bmc/bmc-error";
import type { ChassisState } from "@/server/bmc/capabilities";
import type { ActionRun } from "../actions/action-run";

const POLL_MS = 1_000;

/**
 * Reads power until it is `target` or `forMs` are over; a BMC that does not answer is asked again. Returns what it said last,
 * null when it never answered.
 */
export async function waitForPower(
  run: ActionRun,
  target: ChassisState["power"],
  forMs: number,
): Promise<ChassisState["power"] | null> {
  const until = performance.now() + forMs;
  let last: ChassisState["power"] | null = null;
  for (;;) {
    last = (await run.tryReadChassis())?.power ?? last;
    if (last === target || performance.now() >= until) return last;
    await run.sleep(POLL_MS);
  }
}

/** Null when the BMC does not tell, or does not answer. */
export async function tryRestartCause(run: ActionRun): Promise<string | null> {
  try {
    return await run.bmc.power.restartCause({ signal: run.signal, budgetMs: 5_000 });
  } catch (error) {
    if (run.signal.aborted || !(error instanceof BmcError)) throw error;
    return null;
  }
}

export interface RestartWatch {
  /** Restart cause before the command; null when the BMC does not tell. */
  readonly causeBefore: string | null;
  /** The power goes off in between, so that seeing it off and then on is evidence. */
  readonly throughOff: boolean;
  /** How long evidence is waited for where there can be any. */
  readonly evidenceMs: number;
  /** How long a silent BMC is waited for. */
  readonly silenceMs: number;
}

export interface RestartFindings {
  /** What shows that the host restarted, as a sentence; null when nothing does. */
  readonly evidence: string | null;
  readonly power: ChassisState["power"] | null;
}

/** Looks for signs of a restart: power seen off and then on, or a restart cause that changed (IPMI 2.0 §28.11). */
export async function watchForRestart(run: ActionRun, watch: RestartWatch): Promise<RestartFindings> {
  const canSee = watch.throughOff || watch.causeBefore !== null;
  const start = performance.now();
  let power: ChassisState["power"] | null = null;
  let seenOff = false;
  for (;;) {
    const state = await run.tryReadChassis();
    power = state?.power ?? power;
    if (power === "off") seenOff = true;
    if (power === "on" && seenOff && watch.throughOff) {
      return { evidence: "The host was seen off and then on.", power };
    }
    if (state && watch.causeBefore !== null) {
      const cause = await tryRestartCause(run);
      if (cause !== null && cause !== watch.causeBefore) {
        return { evidence: `The BMC reports a restart since: ${cause}.`, power };
      }
    }
    const waited = performance.now() - start;
    const limit =
      power === null || (watch.throughOff && power === "off") ? watch.silenceMs : watch.evidenceMs;
    if (waited >= (canSee || power === null ? limit : 0)) return { evidence: null, power };
    await run.sleep(POLL_MS);
  }
}
