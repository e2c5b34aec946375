import { defineVendor } from "./vendor";

/** Vendors of whom little more than the number is public. */

export const huawei = defineVendor({ name: "Huawei", ids: [2011] });

export const inspur = defineVendor({ name: "Inspur", ids: [37945, 48512] });

export const cisco = defineVendor({ name: "Cisco", ids: [5771, 9] });

/** MegaRAC firmware that its board's vendor left unbranded. */
export const ami = defineVendor({ name: "American Megatrends", ids: [20974] });

/** OpenIPMI's simulator reports its author's company. */
export const montaVista = defineVendor({ name: "MontaVista", ids: [4753] });

/** OpenBMC as its builders number themselves: OpenPOWER, the Open Compute Project, YADRO, Ampere. */
export const openBmc = [
  defineVendor({ name: "IBM OpenPOWER", ids: [42817] }),
  defineVendor({ name: "Open Compute Project", ids: [42623] }),
  defineVendor({ name: "YADRO", ids: [49769] }),
  defineVendor({ name: "Ampere Computing", ids: [52538] }),
] as const;
