import { systemClock, systemEntropy } from "../../../server/ipmi";
import { fleetEndpoint } from "../../../server/simulator/fleet";
import { createMachine } from "../../../server/simulator/machine/create-machine";
import { profiles } from "../../../server/simulator/profiles/profiles";
import { createSimulatedBmc } from "../../../server/simulator/simulated-bmc";
import { bindUdp } from "../../../server/simulator/socket";
import { EndlessPrinter } from "./endless-printer";

/**
 * Simulated BMCs whose hosts print without end, from one index to before another: `ADDRESS FROM UNTIL USER PASSWORD`. Says `ready`
 * when all of them answer.
 */
const [first = "", from = "", until = "", user = "", password = ""] = process.argv.slice(2);
const SENSORS = 4;
const profile = profiles.dell;

for (let index = Number(from); index < Number(until); index++) {
  const endpoint = fleetEndpoint({ address: first, port: 623 }, index, "addresses");
  const socket = await bindUdp(endpoint);
  const hardware = createMachine({
    profile,
    seed: index,
    clock: systemClock,
    now: Date.now,
    address: endpoint.address,
    sensors: SENSORS,
    user,
    password,
  });
  createSimulatedBmc({
    machine: { ...hardware, serial: new EndlessPrinter(index, systemClock) },
    socket,
    endpoint,
    clock: systemClock,
    entropy: systemEntropy,
    traits: { cipherSuites: profile.cipherSuites, sessionSlots: profile.sessionSlots },
  });
}
console.log("ready");
