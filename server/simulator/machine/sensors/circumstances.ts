import type { EventLog } from "../state/event-log";
import type { Faults } from "../state/faults";
import type { HostPower } from "../state/host-power";
import type { Identify } from "../state/identify";
import type { Watchdog } from "../state/watchdog";
import type { Chassis } from "./physics";
import type { DiscreteSensor } from "./sensor";

/** What discrete sensors look at. */
export interface Surroundings {
  readonly chassis: Chassis;
  readonly faults: Faults;
  readonly power: HostPower;
  readonly watchdog: Watchdog;
  readonly log: EventLog;
  readonly identify: Identify;
  readonly drives: number;
}

const PRESENT = 0x01;
const REDUNDANT = 0x01;
const REDUNDANCY_LOST = 0x02;

/** The states of a discrete sensor now, bit by offset (IPMI 2.0 tables 42-2 and 42-3). */
export function statesOf({ circumstance }: DiscreteSensor, around: Surroundings, now: number): number {
  const { chassis, faults, power, log } = around;
  switch (circumstance.of) {
    case "supply": {
      const lost = faults.indexOf("psu-lost", chassis.supplies) === circumstance.index;
      const failed = faults.indexOf("psu-failed", chassis.supplies) === circumstance.index;
      return PRESENT | (failed ? 0x02 : 0) | (lost ? 0x08 : 0);
    }
    case "drive":
      return PRESENT | (faults.indexOf("drive-failed", around.drives) === circumstance.index ? 0x02 : 0);
    case "processor":
      return 0x80;
    case "supply-redundancy":
      return faults.get("psu-lost") || faults.get("psu-failed") ? REDUNDANCY_LOST : REDUNDANT;
    case "fan-redundancy":
      return faults.get("fan-failure") ? REDUNDANCY_LOST : REDUNDANT;
    case "intrusion":
      return faults.get("intrusion") ? 0x01 : 0;
    case "memory":
      return faults.get("memory-error") ? 0x01 : 0;
    case "power-unit":
      return power.on ? 0 : 0x01;
    case "acpi":
      return power.on ? 0x01 : 0x20;
    case "watchdog":
      return around.watchdog.states;
    case "event-log":
      return (log.free === 0 ? 0x10 : 0) | (log.free < log.options.capacity / 10 ? 0x20 : 0);
    case "identify":
      return around.identify.state(now) === 0 ? 0 : 0x01;
    case "battery":
      return 0x04;
    case "system-boot":
    case "os-boot":
    case "os-stop":
      return 0;
  }
}
