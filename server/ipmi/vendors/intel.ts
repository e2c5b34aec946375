import { defineVendor } from "./vendor";

/** Intel server boards; some boards of others kept Intel's number. */
export const intel = defineVendor({
  name: "Intel",
  ids: [343],
  products: {
    12: "TSRLT2",
    27: "TIGPR2U",
    34: "TIGI2U",
    38: "Bridgeport",
    40: "S5000PAL",
    41: "S5000PSL",
    62: "S5500WB/SR1625",
    64: "Quanta QSSC-S4R",
    77: "S2600JF",
    111: "S2600KP",
    112: "S2600WT",
    256: "Tiger4/SR870BN4",
    259: "McCarran",
    2048: "ZT5504",
    2056: "MPCBL0001",
    2065: "TIGW1U",
    2818: "Windmill",
    17169: "NSI2U",
  },
  sensorTypes: { 220: "Node Manager", 243: "SMI Timeout" },
});
