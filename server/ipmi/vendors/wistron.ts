import { critical, type StateTable, warning } from "../records/states/state";
import { SENSOR_SPECIFIC } from "./event-places";
import { defineVendor } from "./vendor";

const IO_HUB = 0xc0;

const ioHub: StateTable = [
  ...new Array(7).fill(null),
  warning("I/O hub core error"),
  warning("I/O hub non-fatal error"),
  null,
  critical("I/O hub fatal error"),
];

/** Wistron, and the PowerEdge C6220 built by it, as FreeIPMI has them. */
export const wistron = defineVendor({
  name: "Wistron",
  ids: [11161],
  sensorTypes: { [IO_HUB]: "I/O Hub" },
  states: [{ eventType: SENSOR_SPECIFIC, sensorType: IO_HUB, table: ioHub }],
});
