import { defineVendor } from "./vendor";

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
  sensorTypes: { 220: "Node Manager", 243: "SMI Timeout" },
});
