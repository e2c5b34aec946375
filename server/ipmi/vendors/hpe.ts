import { defineVendor } from "./vendor";

/** ProLiant and later servers with iLO, before and after the company was split. */
export const hpe = defineVendor({
  name: "HPE",
  ids: [11, 47196],
  products: { 8192: "ProLiant (iLO)" },
});
