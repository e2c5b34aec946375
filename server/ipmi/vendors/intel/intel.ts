import { detailsBy } from "../detail-rules";
import { defineVendor } from "../vendor";
import { intelDetailRules } from "./details";
import { nodeManager, nodeManagerRules } from "./node-manager";
import { CRASH_DUMP, intelStates } from "./states";

/** Intel server boards; some boards of others kept Intel's number. */
export const intel = defineVendor({
  name: "Intel",
  ids: [343],
  products: {
    62: "S5500WB/SR1625",
    64: "Quanta QSSC-S4R",
    77: "S2600JF",
    111: "S2600KP",
    112: "S2600WT",
    256: "Tiger4/SR870BN4",
    2818: "Windmill",
  },
  sensorTypes: { ...nodeManager.sensorTypes, [CRASH_DUMP]: "Crash Dump", 243: "SMI Timeout" },
  states: [...intelStates, ...nodeManager.states],
  wholeReading: nodeManager.wholeReading,
  eventDetail: detailsBy([...nodeManagerRules, ...intelDetailRules]),
});
