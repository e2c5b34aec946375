import { hexByte } from "../records/hex-byte";
import { fine } from "../records/states/state";
import { type DetailRule, detailsBy } from "./detail-rules";
import { nodeManager, nodeManagerRules } from "./intel/node-manager";
import { defineVendor } from "./vendor";

const BIOS = 0xc1;
const BIOS_EVENT = 0x70;

const biosVersion: DetailRule = {
  eventType: BIOS_EVENT,
  sensorType: BIOS,
  offsets: [0],
  text: ({ data2, data3 }) =>
    data2 === null || data3 === null
      ? null
      : `version ${data2.toString(16).toUpperCase()}.${hexByte(data3).slice(0, 2)}`,
};

/** Inventec, and the Dell Xanadu built by it, as FreeIPMI has them. */
export const inventec = defineVendor({
  name: "Inventec",
  ids: [20569, 6569],
  sensorTypes: { [BIOS]: "BIOS", ...nodeManager.sensorTypes },
  states: [
    ...nodeManager.states,
    { eventType: BIOS_EVENT, sensorType: BIOS, table: [fine("BMC enabled by BIOS")] },
  ],
  wholeReading: nodeManager.wholeReading,
  eventDetail: detailsBy([...nodeManagerRules, biosVersion]),
});
