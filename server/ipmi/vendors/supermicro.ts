import type { SystemEventRecord } from "../records/sel/sel-record";
import { critical, fine, warning } from "../records/states/state";
import { MEMORY, SENSOR_SPECIFIC } from "./event-places";
import { defineVendor } from "./vendor";

const CPU_TEMPERATURE = 0xc0;
const CONTROLLER = 0xd0;
/** Event type of the CPU temperature sensor on X7 to X9 boards. */
const LEVELS = 0x70;

const NO_LEVEL = 0b000;
const ALL_LEVELS = 0b111;

/** Supermicro; several boards of the X8 series report a number that belongs to somebody else. */
export const supermicro = defineVendor({
  name: "Supermicro",
  ids: [10876, 47488],
  products: {
    1549: "X8DTU-6+",
    4520: "H8DGU",
    43025: "H8DGU-F",
    43707: "X8DTH/X8DTG/X8DTU/X8DT3",
    48145: "H8DG6",
  },
  sensorTypes: { [CPU_TEMPERATURE]: "CPU Temperature", [CONTROLLER]: "BMC" },
  states: [
    {
      eventType: LEVELS,
      sensorType: CPU_TEMPERATURE,
      table: [fine("medium"), warning("high"), critical("overheat")],
    },
  ],
  wholeReading: (eventType, sensorType, bits) => {
    if (eventType !== LEVELS || sensorType !== CPU_TEMPERATURE) return null;
    if (bits === NO_LEVEL) return fine("low");
    return bits === ALL_LEVELS ? fine("not installed") : null;
  },
  eventDetail: (event) => controllerReset(event) ?? memoryModule(event),
  users: {
    passwordBytes: 19,
    warnings: ["Passwords have 19 characters at the most, not 20."],
  },
});

const resets: readonly string[] = [
  "unexpected reset of the BMC",
  "cold reset of the BMC",
  "warm reset of the BMC",
];

function controllerReset({ sensorType, data: [data1, data2, data3] }: SystemEventRecord): string | null {
  if (sensorType !== CONTROLLER || data1 !== 0x80 || data3 !== 0xff) return null;
  return resets[data2] ?? null;
}

const FIRST_SLOT = 0x0a;
const LAST_SLOT = 0x0d;
const LAST_CHANNEL = 8;

/**
 * Event data 2: channel from 1 on and slot from Ah on; event data 3: processor. How the board's print letters them
 * differs (1A, A1, on the second processor E1), so they are counted. Other bytes are not of this form.
 */
function memoryModule({ eventType, sensorType, data }: SystemEventRecord): string | null {
  const [data1, data2, data3] = data;
  if (eventType !== SENSOR_SPECIFIC || sensorType !== MEMORY || standardModule(data1)) return null;
  const channel = data2 >> 4;
  const slot = data2 & 0x0f;
  if (channel === 0 || channel > LAST_CHANNEL || slot < FIRST_SLOT || slot > LAST_SLOT || data3 > 3)
    return null;
  return `CPU ${data3 + 1}, channel ${channel}, DIMM ${slot - FIRST_SLOT + 1}`;
}

/** Event data 3 is a module's number as the specification has it (IPMI 2.0 table 42-3). */
function standardModule(data1: number): boolean {
  return ((data1 >> 4) & 0x03) === 3;
}
