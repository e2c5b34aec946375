import { SensorType } from "../sensor-types";
import { stateAt } from "../states/state-tables";
import {
  auxiliaryLogActions,
  firmwareErrors,
  firmwareProgress,
  fruStateCauses,
  pefActions,
  powerSupplyErrors,
  restartCauses,
  sessionEnds,
  slotTypes,
  versionChanges,
  watchdogInterrupts,
  watchdogUses,
} from "./event-codes";

/** What one byte of event data says; "" or undefined for nothing. */
type Reader = (byte: number, offset: number) => string | undefined;

interface Extension {
  readonly data2?: Reader;
  readonly data3?: Reader;
}

const UNSPECIFIED = 0xff;

/** Event data 2 and 3 by sensor type (IPMI 2.0 table 42-3). */
const extensions: Readonly<Record<number, Extension>> = {
  [SensorType.PhysicalSecurity]: { data2: (nic, offset) => (offset === 4 ? `LAN ${nic}` : undefined) },
  [SensorType.PowerSupply]: {
    data3: (error, offset) => (offset === 6 ? powerSupplyErrors[error & 0x0f] : undefined),
  },
  [SensorType.Memory]: { data3: (module) => `memory module ${module}` },
  [SensorType.SystemFirmwareProgress]: {
    data2: (code, offset) => (offset === 0 ? firmwareErrors : firmwareProgress)[code],
  },
  [SensorType.EventLoggingDisabled]: {
    data2: (byte, offset) => (offset === 0 ? `memory module ${byte}` : undefined),
    data3: (percent, offset) => (offset === 5 ? `${percent} % full` : undefined),
  },
  [SensorType.SystemEvent]: { data2: systemEventDetail },
  [SensorType.SystemBoot]: {
    data2: (cause, offset) => (offset === 7 ? restartCauses[cause & 0x0f] : undefined),
  },
  [SensorType.SlotConnector]: {
    data2: (type) => named(slotTypes[type & 0x7f], (name) => `${name} slot`),
    data3: (slot) => `slot ${slot}`,
  },
  [SensorType.Watchdog2]: {
    data2: (byte) =>
      joined([
        named(watchdogUses[byte & 0x0f], (use) => `timer use ${use}`),
        named(watchdogInterrupts[byte >> 4], (interrupt) => `interrupt ${interrupt}`),
      ]),
  },
  [SensorType.ManagementHealth]: {
    data2: (byte, offset) => (offset === 0 || offset === 4 ? `sensor ${byte}` : undefined),
    data3: (byte, offset) => (offset === 5 ? `FRU ${byte}` : undefined),
  },
  [SensorType.SessionAudit]: {
    data2: (byte) => ((byte & 0x3f) === 0 ? undefined : `user ${byte & 0x3f}`),
    data3: (byte) =>
      joined([
        `channel ${byte & 0x0f}`,
        named(sessionEnds[(byte >> 4) & 0x03], (cause) => `ended by ${cause}`),
      ]),
  },
  [SensorType.VersionChange]: { data2: (code) => versionChanges[code] },
  [SensorType.FruState]: {
    data2: (byte) =>
      joined([
        fruStateCauses[byte >> 4],
        named(stateAt(0x6f, SensorType.FruState, byte & 0x0f)?.text, (previous) => `previously ${previous}`),
      ]),
  },
};

/** The sensor-specific meaning of event data 2 and 3; null: they do not hold one. */
export function sensorSpecificDetails(
  sensorType: number,
  offset: number,
  data2: number | null,
  data3: number | null,
): readonly string[] {
  const extension = extensions[sensorType];
  const second = data2 === null || data2 === UNSPECIFIED ? undefined : extension?.data2?.(data2, offset);
  const third = data3 === null || data3 === UNSPECIFIED ? undefined : extension?.data3?.(data3, offset);
  return [second, third].filter((detail) => detail !== undefined && detail !== "") as readonly string[];
}

function systemEventDetail(byte: number, offset: number): string | undefined {
  switch (offset) {
    case 3:
      return auxiliaryLogActions[byte >> 4];
    case 4:
      return joined(pefActions.filter((_, bit) => (byte & (1 << bit)) !== 0));
    case 5:
      return `${(byte & 0x80) === 0 ? "before" : "after"} the clock was set`;
    default:
      return undefined;
  }
}

function named(name: string | undefined, text: (name: string) => string): string | undefined {
  return name === undefined || name === "" ? undefined : text(name);
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join(", ");
}
