import { BRIDGED } from "./engine-verbs";
import type { Exception } from "./outcome";

/** What clients we did not write cannot do with our simulator, and why. */
export const expectedOfClients: readonly Exception[] = [
  {
    peers: ["dell", "hpe", "supermicro", "K_g"],
    verbs: [`ipmitool ${BRIDGED}`],
    outcome: "not offered",
    reason: "There is no controller behind this BMC.",
  },
];
