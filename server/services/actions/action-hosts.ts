import type { BootState } from "@/lib/contracts/action";
import type { Failure } from "@/lib/contracts/problem";
import type { Bmc, ChassisState } from "@/server/bmc/capabilities";
import type { HostRow } from "@/server/database/host-store";

/** A host while one action has it: nobody else acts on it until `release`. */
export interface ClaimedHost {
  readonly row: HostRow;
  /** The one open Bmc of the host. Rejects with SealedError when its secrets cannot be opened. */
  bmc(): Promise<Bmc>;
  /** Why nothing may be done to it although it answers: its identity changed. Null when nothing speaks against it. */
  readonly blocked: Failure | null;
  /** What the action read on its way is shown at once. */
  sawChassis(state: ChassisState): void;
  sawBoot(state: BootState): void;
  /** While `work` runs the poller leaves the event log alone. */
  withEventLog<T>(work: () => Promise<T>): Promise<T>;
  /** The host or the BMC is about to interrupt its serial line: no cause for alarm. */
  expectLinkDrop(): void;
  /** Ends the claim; fresh values are read soon after. */
  release(): void;
}

/** What actions need of the fleet. */
export interface ActionHosts {
  /** Throws NotFoundError. */
  row(hostId: string): HostRow;
  /** Throws NotFoundError, and ConflictError while another action runs on the host. */
  claim(hostId: string, actionId: string): ClaimedHost;
}
