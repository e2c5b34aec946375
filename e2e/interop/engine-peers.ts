import { rm } from "node:fs/promises";
import { udpNetwork } from "@/server/ipmi";
import { encodePresencePing } from "@/server/ipmi/rmcp/asf-ping";
import { profiles } from "@/server/simulator/profiles/profiles";
import { IpmiSimulator } from "../fixtures/ipmi-sim";
import { PyghmiBmc } from "../fixtures/pyghmi-bmc";
import { richServer } from "../fixtures/rich-server";
import { SATELLITE } from "../fixtures/satellite-rack";
import { SerialPort } from "../fixtures/serial-port";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { comesTrue } from "./comes-true";
import { sessionNames, suiteName, suiteNames } from "./connections";
import { type SimulatedPeer, startSimulatedPeers } from "./simulated-peers";

/** A BMC for the engine to speak to. Several of the same name share a column: they differ in what is tried with them. */
export interface EnginePeer extends SimulatedPeer {
  /** Connections that it must refuse. */
  readonly lacks: readonly string[];
  stop(): Promise<void>;
}

export const enginePeerNames = ["ipmi_sim", "ipmi_sim, K_g", "pyghmi", ...Object.keys(profiles)];

const START_MS = 20_000;
const PING_MS = 500;

/** Those of its suites that work with others: its 7, 8 and 12 do not follow the specification. */
const ipmiSimSuites = [0, 1, 2, 3, 6, 11].map(suiteName);

/** All of them, each on an address of 127.2.51.x. */
export async function startEnginePeers(): Promise<readonly EnginePeer[]> {
  const suites = { offers: ipmiSimSuites, lacks: without(suiteNames, ipmiSimSuites) };
  const started = await Promise.all([
    startIpmiSim({ name: "ipmi_sim", address: "127.2.51.1", ...suites }),
    // A process of its own: ipmi_sim ends when a session of IPMI 1.5 is closed after some of 2.0.
    startIpmiSim({ name: "ipmi_sim", address: "127.2.51.2", offers: sessionNames, lacks: [] }),
    startIpmiSim({ name: "ipmi_sim, K_g", address: "127.2.51.3", bmcKey: "KGtestkey123", ...suites }),
    startPyghmi("127.2.51.4"),
    startProfiles("127.2.51.20"),
  ]);
  return started.flat();
}

const without = (names: readonly string[], others: readonly string[]) =>
  names.filter((name) => !others.includes(name));

interface IpmiSimOptions extends Pick<EnginePeer, "name" | "offers" | "lacks"> {
  readonly address: string;
  readonly bmcKey?: string;
}

async function startIpmiSim({ address, bmcKey, ...peer }: IpmiSimOptions): Promise<EnginePeer> {
  const folder = await temporaryFolder();
  const serial = new SerialPort(address, 9400);
  await serial.start();
  const simulator = new IpmiSimulator({
    folder: `${folder}/sim`,
    address,
    machine: richServer,
    serial: `${address}:9400`,
    authenticationTypes: ["none", "md2", "md5", "straight"],
    ...(bmcKey && { bmcKey }),
  });
  await simulator.start();
  const { user: username, password, port } = simulator;
  const endpoint = { address, port };
  const login = { username, password, ...(bmcKey && { bmcKey: Buffer.from(bmcKey) }) };
  if (!(await comesTrue(() => answers(endpoint), START_MS))) throw new Error(`${peer.name} does not start`);
  return {
    ...peer,
    endpoint,
    login,
    satellite: SATELLITE,
    orders: () => simulator.actions().length,
    stop: async () => {
      await simulator.stop();
      await serial.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** False while nothing is bound to its port. Opens no session. */
async function answers(endpoint: EnginePeer["endpoint"]): Promise<boolean> {
  const transport = await udpNetwork.connect(endpoint);
  try {
    return await new Promise((resolve) => {
      setTimeout(() => resolve(false), PING_MS);
      transport.onDatagram(() => resolve(true));
      transport.onError(() => resolve(false));
      transport.send(encodePresencePing(0));
    });
  } finally {
    transport.close();
  }
}

async function startPyghmi(address: string): Promise<EnginePeer> {
  const bmc = new PyghmiBmc(address);
  await bmc.start();
  return {
    name: "pyghmi",
    endpoint: { address, port: bmc.port },
    login: { username: bmc.user, password: bmc.password },
    offers: [suiteName(3)],
    lacks: without([...suiteNames, ...sessionNames], [suiteName(3)]),
    satellite: null,
    orders: () => bmc.orders().length,
    stop: () => bmc.stop(),
  };
}

/** Each profile of our simulator. */
async function startProfiles(address: string): Promise<readonly EnginePeer[]> {
  const { peers, stop } = await startSimulatedPeers({ address });
  return peers.map((peer, index) => ({
    ...peer,
    lacks: without([...suiteNames, ...sessionNames], peer.offers),
    stop: async () => {
      if (index === 0) stop();
    },
  }));
}
