import { critical, fine, warning } from "../records/states/state";
import { defineVendor } from "./vendor";

const LED = 0xc0;
const IDENTIFY_LIGHT = 0x70;
const HEALTH_LED = 0x71;

/**
 * ProLiant and later servers with iLO, before and after the company was split. The lights are those of the ProLiant
 * DL160 G8, as FreeIPMI has them.
 */
export const hpe = defineVendor({
  name: "HPE",
  ids: [11, 47196],
  products: { 8192: "ProLiant (iLO)" },
  sensorTypes: { [LED]: "LED" },
  states: [
    {
      eventType: IDENTIFY_LIGHT,
      sensorType: LED,
      table: [fine("UID light on"), fine("UID light off"), fine("UID light blinking")],
    },
    {
      eventType: HEALTH_LED,
      sensorType: LED,
      table: [fine("health LED green"), warning("health LED amber"), critical("health LED red")],
    },
  ],
});
