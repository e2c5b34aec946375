import { defaultIpmiSettings } from "@/lib/contracts/ipmi-login";
import { BmcError } from "@/server/bmc/bmc-error";
import type { Bmc, BmcTarget } from "@/server/bmc/capabilities";
import { ipmiDriver } from "@/server/bmc/ipmi/driver";
import { SeededEntropy } from "../../../ipmi/testing/seeded-entropy";
import { VirtualClock } from "../../../ipmi/testing/virtual-clock";
import { VirtualNetwork } from "../../../ipmi/testing/virtual-network";
import type { MachineRequest } from "../../machine";
import { createMachine } from "../../machine/create-machine";
import type { Personality } from "../../personality";
import { supermicro } from "../../profiles/supermicro";
import { createSimulatedBmc } from "../../simulated-bmc";

/** Boards of one kind at addresses of their own, and a name that leads to the one the test says. */
export function identityBench() {
  const clock = new VirtualClock();
  const network = new VirtualNetwork(clock, { seed: 1 });
  const name = { address: "" };

  const board = (seed: number, ...personalities: readonly Personality[]) => {
    const endpoint = { address: `192.0.2.${10 + seed}`, port: 623 };
    const asked: MachineRequest[] = [];
    const listener: Personality = {
      name: "listened-to",
      seenOn: "tests",
      summary: "Remembers what it was asked.",
      instead: (request) => {
        asked.push(request);
        return null;
      },
    };
    const machine = createMachine({
      profile: supermicro,
      seed,
      clock,
      now: () => clock.now(),
      user: "admin",
      password: "correct horse",
    });
    const bmc = createSimulatedBmc({
      machine,
      clock,
      entropy: new SeededEntropy(100 + seed),
      socket: network.bind(endpoint),
      endpoint,
      personalities: [listener, ...personalities],
    });
    name.address ||= endpoint.address;
    return {
      address: endpoint.address,
      bmc,
      guid: machine.guid.toString("hex"),
      count: ({ netFn, command }: { readonly netFn: number; readonly command: number }) =>
        asked.filter((request) => request.netFn === netFn && request.command === command).length,
      requests: () => asked.length,
    };
  };

  const driver = ipmiDriver({
    network,
    clock,
    entropy: new SeededEntropy(7),
    now: () => new Date(0),
    resolve: async () => [name.address],
  });
  const target = (enrolled: Partial<BmcTarget> = {}): BmcTarget => ({
    address: "bmc.example",
    port: 623,
    username: "admin",
    password: "correct horse",
    bmcKey: null,
    guid: null,
    signs: null,
    cipherSuite: null,
    ipmi: defaultIpmiSettings,
    known: null,
    ...enrolled,
  });
  const open = (enrolled?: Partial<BmcTarget>): Bmc => driver.open(target(enrolled));
  /** The failure's code, or `ok`. */
  const outcome = (call: Promise<unknown>) =>
    clock.run(
      call.then(
        () => "ok",
        (error: unknown) => {
          if (error instanceof BmcError) return error.failure.code;
          throw error;
        },
      ),
    );
  /** What a first look enrols; the session is closed again. */
  const enrol = async () => {
    const bmc = open();
    const { guid, signs } = await clock.run(bmc.identify());
    await clock.run(bmc.close());
    return { guid, signs };
  };
  return { clock, network, name, board, driver, target, open, outcome, enrol };
}
