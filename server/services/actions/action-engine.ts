import type { ActionServices } from "../action-services";
import { resetBmc } from "../bmc/reset-bmc";
import { setBoot } from "../boot/set-boot";
import { type ClearEventsDeps, clearEvents } from "../events/clear-events";
import { setIdentify } from "../identify/set-identify";
import { defaultPowerTimes, type PowerTimes } from "../power/power-times";
import { switchPower } from "../power/switch-power";
import { recoverActions } from "./recover-actions";

export interface ActionEngine {
  readonly services: ActionServices;
  /** Once at start, when the fleet is there: begins to resolve what a crash left behind. */
  recover(): Promise<void>;
  /** Leaves running actions as they stand; the next start resolves them. */
  stop(): void;
}

export type ActionEngineOptions = Omit<ClearEventsDeps, "signal"> & { readonly powerTimes?: PowerTimes };

export function createActionEngine(options: ActionEngineOptions): ActionEngine {
  const stopping = new AbortController();
  const deps = { ...options, signal: stopping.signal, powerTimes: options.powerTimes ?? defaultPowerTimes };
  return {
    services: {
      power: (ctx, hostId, request) => switchPower(deps, ctx, hostId, request),
      identify: (ctx, hostId, request) => setIdentify(deps, ctx, hostId, request),
      setBoot: (ctx, hostId, request) => setBoot(deps, ctx, hostId, request),
      clearEvents: (ctx, hostId, request) => clearEvents(deps, ctx, hostId, request),
      resetBmc: (ctx, hostId, request) => resetBmc(deps, ctx, hostId, request),
    },
    recover: () => recoverActions(deps),
    stop: () => stopping.abort(new Error("The engine is stopping")),
  };
}
