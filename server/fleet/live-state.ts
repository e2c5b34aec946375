import { z } from "zod";
import { BootState } from "@/lib/contracts/action";
import { EventLogStatus } from "@/lib/contracts/event";
import { HostDetail } from "@/lib/contracts/host";
import { Inventory } from "@/lib/contracts/inventory";
import { Sensor } from "@/lib/contracts/sensor";
import type { HostStateChanges, HostStateRow } from "@/server/database/host-state-store";
import type { HostLive } from "@/server/services/hosts/live-hosts";
import { Packed } from "./packed";

/** Everything known of a host from talking to its BMC. Replaced as a whole, never changed in place. */
export interface LiveState {
  readonly live: HostLive;
  readonly sensors: readonly Sensor[];
  readonly sensorsAt: string | null;
  readonly inventory: Packed<Inventory>;
  readonly boot: BootState | null;
  readonly eventLog: EventLogStatus | null;
}

export const unknownLive: HostLive = {
  power: { state: "unknown", at: null },
  powerDrawWatts: null,
  health: { severity: "unknown", reason: null, warnings: 0, criticals: 0 },
  contact: { state: "new", since: null, lastSeenAt: null, failure: null },
  manufacturer: null,
  model: null,
  serial: null,
  identify: null,
  actionId: null,
  version: 0,
  restartCause: null,
  powerOnHours: null,
  lastPowerEvent: null,
  chassisFaults: [],
  powerRestorePolicy: null,
  clockOffsetSeconds: null,
};

export const unknownState: LiveState = {
  live: unknownLive,
  sensors: [],
  sensorsAt: null,
  inventory: new Packed<Inventory>({ device: null, frus: [], at: null }),
  boot: null,
  eventLog: null,
};

const StoredLive = HostDetail.pick({
  power: true,
  powerDrawWatts: true,
  health: true,
  contact: true,
  manufacturer: true,
  model: true,
  serial: true,
  identify: true,
  version: true,
  restartCause: true,
  powerOnHours: true,
  lastPowerEvent: true,
  chassisFaults: true,
  powerRestorePolicy: true,
  clockOffsetSeconds: true,
});
const StoredSummary = z.object({ live: StoredLive, boot: BootState.nullable() });

export function toStored(hostId: string, state: LiveState): HostStateChanges {
  const { actionId: _, ...live } = state.live;
  return {
    hostId,
    summary: { live, boot: state.boot },
    sensors: state.sensors,
    sensorsAt: state.sensorsAt,
    inventory: state.inventory.value,
    eventLog: state.eventLog,
  };
}

/** What an older version wrote and no longer fits is forgotten: the next round reads it again. */
export function fromStored(row: HostStateRow): LiveState {
  const summary = StoredSummary.safeParse(row.summary);
  const sensors = z.array(Sensor).safeParse(row.sensors);
  const inventory = Inventory.safeParse(row.inventory);
  const eventLog = EventLogStatus.safeParse(row.eventLog);
  return {
    live: summary.success ? { ...summary.data.live, actionId: null } : unknownLive,
    boot: summary.success ? summary.data.boot : null,
    sensors: sensors.success ? sensors.data : [],
    sensorsAt: sensors.success ? (row.sensorsAt?.toISOString() ?? null) : null,
    inventory: inventory.success ? new Packed(inventory.data) : unknownState.inventory,
    eventLog: eventLog.success ? eventLog.data : null,
  };
}

/** Grows with every change and across restarts of the engine, so that a browser never takes news for old. */
export function nextVersion(before: number): number {
  return Math.max(before + 1, Date.now());
}
