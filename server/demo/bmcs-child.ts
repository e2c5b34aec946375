import { z } from "zod";
import { systemClock, systemEntropy } from "@/server/ipmi";
import { startFleet } from "@/server/simulator/fleet";
import { bindUdp } from "@/server/simulator/socket";
import {
  DEMO_ADDRESS,
  DEMO_FIRST_PORT,
  DEMO_PASSWORD,
  DEMO_SEED,
  DEMO_USER,
  demoProfiles,
} from "./demo-bmcs";
import { applyConditions, conditionedSocket } from "./demo-conditions";

/** The child process that plays the demo's BMCs. Tells its parent when they listen, and ends when the parent is gone. */
const count = z.coerce.number().int().min(1).parse(process.argv[2]);
process.on("disconnect", () => process.exit(0));
// The parent says when to stop; a Ctrl-C in its terminal reaches us too.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => process.exit(0));

const [first, ...others] = demoProfiles;
if (!first) throw new Error("there is no profile");
try {
  const { members } = await startFleet({
    endpoint: { address: DEMO_ADDRESS, port: DEMO_FIRST_PORT },
    count,
    spread: "ports",
    profiles: [first, ...others],
    seed: DEMO_SEED,
    user: DEMO_USER,
    password: DEMO_PASSWORD,
    mishaps: true,
    clock: systemClock,
    entropy: systemEntropy,
    now: () => Date.now(),
    bind: async (endpoint) =>
      conditionedSocket(await bindUdp(endpoint), endpoint.port - DEMO_FIRST_PORT, systemClock),
  });
  applyConditions(members, systemClock);
  process.send?.({ ready: true });
} catch (error) {
  process.send?.({ failed: error instanceof Error ? error.message : String(error) });
}
