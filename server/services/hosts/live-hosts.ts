import type { BootState } from "@/lib/contracts/action";
import type { EventLogStatus } from "@/lib/contracts/event";
import type { HostDetail } from "@/lib/contracts/host";
import type { Inventory } from "@/lib/contracts/inventory";
import type { SensorList } from "@/lib/contracts/sensor";
import type { HostRow } from "@/server/database/host-store";

/** The part of a host's view that comes from talking to its BMC; the rest is the stored row. */
export type HostLive = Pick<
  HostDetail,
  | "power"
  | "powerDrawWatts"
  | "health"
  | "contact"
  | "manufacturer"
  | "model"
  | "serial"
  | "identify"
  | "actionId"
  | "version"
  | "restartCause"
  | "powerOnHours"
  | "lastPowerEvent"
  | "chassisFaults"
  | "powerRestorePolicy"
  | "clockOffsetSeconds"
>;

/**
 * What the services need of the fleet. Reading never causes traffic to a BMC. The fleet publishes `host` and `host-removed`
 * on the live bus whenever a view changes, also for the notices below.
 */
export interface LiveHosts {
  /** The state `new` for a host that was not reached yet. */
  get(hostId: string): HostLive;
  sensors(hostId: string): SensorList;
  inventory(hostId: string): Inventory;
  /** Null before it was read. */
  boot(hostId: string): BootState | null;
  eventLog(hostId: string): EventLogStatus | null;
  /** Asks the poller for a round now instead of at its turn. */
  pollNow(hostId: string): void;

  /** The row is committed: begin to poll. */
  added(host: HostRow): void;
  /** `reconnect`: how to reach or enter the BMC changed, the session must be opened anew. */
  changed(host: HostRow, options: { readonly reconnect: boolean }): void;
  /** The row is gone: close the session, forget. */
  removed(hostId: string): void;
}
