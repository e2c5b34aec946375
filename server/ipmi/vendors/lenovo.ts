import type { SystemEventRecord } from "../records/sel/sel-record";
import { defineVendor } from "./vendor";

const SYSTEM_X = 0xc1;

/** Event data 2 and 3 of System x's own sensor type, whatever the event type. */
const systemXEvents: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  1: { 0: "CPU shut down, perhaps for a triple fault" },
  2: {
    1: "failover to mirrored memory",
    4: "memory replaced while running",
    5: "memory added while running",
  },
  3: {
    0: "scalability link down",
    1: "scalability link up",
    2: "scalability link double wide down",
    3: "scalability link double wide up",
    128: "scalability link failure predicted",
    129: "scalability link on an invalid port",
    130: "scalability link to an invalid node",
    131: "scalability link killed",
  },
};

function systemXEvent({ sensorType, data: [, data2, data3] }: SystemEventRecord): string | null {
  return sensorType === SYSTEM_X ? (systemXEvents[data2]?.[data3] ?? null) : null;
}

/**
 * System x and ThinkSystem with IMM or XCC, from the years at IBM on; events by the map of IBM's SEL messages that comes
 * with ipmitool.
 */
export const lenovo = defineVendor({
  name: "Lenovo",
  ids: [19046],
  eventDetail: systemXEvent,
  users: {
    warnings: [
      "A name of sixteen FFh bytes locks everybody out of an IMM: names are blanked with zeros instead.",
    ],
  },
});

export const ibm = defineVendor({
  name: "IBM",
  ids: [2, 20301],
  products: { 14: "System x3755", 20566: "System x3455" },
  eventDetail: systemXEvent,
  users: lenovo.users,
});
