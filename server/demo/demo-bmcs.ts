import type { DemoBmc } from "@/server/services/demo/add-demo-hosts";
import { profiles } from "@/server/simulator/profiles/profiles";

/** Where the demo's BMCs listen: on ports of one loopback address, which every system has. */
export const DEMO_ADDRESS = "127.0.0.1";
export const DEMO_FIRST_PORT = 16_230;
export const DEMO_USER = "demo";
/** No secret: it opens nothing but programs of ours on loopback. */
export const DEMO_PASSWORD = "simulated";
export const DEMO_SEED = 20_261_122;
const HOSTS_PER_RACK = 12;

/** In the order in which the simulated fleet takes them in turn. */
export const demoProfiles = Object.values(profiles);

/** The BMCs of a demo with `count` hosts, as hosts to be added. */
export function demoBmcs(count: number): DemoBmc[] {
  return Array.from({ length: count }, (_, index) => {
    const profile = demoProfiles[index % demoProfiles.length];
    const rack = Math.floor(index / HOSTS_PER_RACK) + 1;
    const unit = (index % HOSTS_PER_RACK) + 1;
    return {
      name: `demo-r${rack}-${String(unit).padStart(2, "0")}`,
      address: DEMO_ADDRESS,
      port: DEMO_FIRST_PORT + index,
      username: DEMO_USER,
      password: DEMO_PASSWORD,
      tags: [`rack${rack}`, ...(profile ? [profile.name] : [])],
    };
  });
}
