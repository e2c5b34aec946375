import { SENSOR_SPECIFIC_EVENT_TYPE as SENSOR_SPECIFIC } from "../records/sdr/sensor-record";
import type { SystemEventRecord } from "../records/sel/sel-record";
import { SensorType } from "../records/sensor-types";
import { critical, fine, warning } from "../records/states/state";
import { defineVendor } from "./vendor";

const COMPONENT_STATUS = 0x70;

/** Dell PowerEdge with BMC or iDRAC. OEM sensor types and event data as FreeIPMI and ipmitool know them from Dell. */
export const dell = defineVendor({
  name: "Dell",
  ids: [674],
  products: { 256: "PowerEdge (iDRAC)" },
  sensorTypes: {
    192: "System Performance",
    193: "Link Tuning",
    194: "Non-fatal I/O Error",
    195: "Fatal I/O Error",
    196: "Upgrade",
  },
  states: [
    {
      eventType: SENSOR_SPECIFIC,
      sensorType: 192,
      table: [
        fine("performance good"),
        warning("performance degraded, other"),
        warning("performance degraded, thermal protection"),
        warning("performance degraded, cooling capacity change"),
        warning("performance degraded, power capacity change"),
        warning("performance degraded, user-defined power capacity"),
        critical("halted, system power exceeds capacity"),
        warning("performance degraded, system power exceeds capacity"),
      ],
    },
    {
      eventType: SENSOR_SPECIFIC,
      sensorType: 193,
      table: [
        fine("link tuning good"),
        warning("failed to program virtual MAC address"),
        warning("device option ROM does not support link tuning or flex address"),
        warning("no link tuning or flex address data"),
      ],
    },
    {
      eventType: SENSOR_SPECIFIC,
      sensorType: 194,
      table: [warning("PCIe error"), null, warning("QPI link degraded")],
    },
    {
      eventType: COMPONENT_STATUS,
      table: [
        fine("absent"),
        fine("standby"),
        fine("IPMI function ready"),
        fine("fully ready"),
        warning("offline"),
        critical("failed"),
        fine("active"),
        fine("booting"),
        fine("write protected"),
      ],
    },
  ],
  eventDetail: (event) => (event.sensorType === SensorType.Memory ? memoryModules(event) : null),
});

const OEM = 2;
const NOT_SAID = 0x0f;
/** High nibble of event data 2 from here on: not a memory card, but how many modules a processor node has. */
const FIRST_NODE_LAYOUT = 0x08;
const modulesPerNode: readonly number[] = [4, 6, 8, 9, 12, 24, 3];

/** Event data 2 names card and bank, event data 3 has a bit for each of eight modules. */
function memoryModules({ eventType, data }: SystemEventRecord): string | null {
  const [data1, data2, data3] = data;
  if (eventType !== SENSOR_SPECIFIC || data1 >> 6 !== OEM || ((data1 >> 4) & 0x03) !== OEM) return null;
  const layout = data2 >> 4;
  const bank = data2 & 0x0f;
  const first = bank === NOT_SAID ? 0 : bank * 8;
  const numbers = [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => data3 & (1 << bit)).map((bit) => first + bit);
  if (numbers.length === 0) return null;
  const perNode = layout === NOT_SAID ? undefined : modulesPerNode[layout - FIRST_NODE_LAYOUT];
  if (perNode !== undefined) return numbers.map((number) => nodeModule(number, perNode)).join(", ");
  const card = layout === NOT_SAID ? "" : `card ${letter(layout)} `;
  return numbers.map((number) => `${card}DIMM ${number + 1}`).join(", ");
}

function nodeModule(number: number, perNode: number): string {
  return `DIMM ${letter(Math.floor(number / perNode))}${(number % perNode) + 1}`;
}

function letter(index: number): string {
  return String.fromCharCode(0x41 + index);
}
