import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { IpmiSimulator } from "@/e2e/fixtures/ipmi-sim";
import { SerialPort } from "@/e2e/fixtures/serial-port";
import { defaultIpmiSettings } from "@/lib/contracts/ipmi-login";
import { systemClock, systemEntropy, udpNetwork } from "@/server/ipmi";
import type { Bmc } from "../capabilities";
import { ipmiDriver } from "./driver";

const ADDRESS = "127.2.52.2";
const deaf = { data: () => {}, mark: () => {}, inputHeld: () => {}, inputUncertain: () => {} };

let folder: string;
let serial: SerialPort;
let simulator: IpmiSimulator;
const opened: Bmc[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lightsout-holder-"));
  serial = new SerialPort(ADDRESS, 9402);
  await serial.start();
  simulator = new IpmiSimulator({ folder, address: ADDRESS, serial: `${ADDRESS}:9402` });
  await simulator.start();
});
afterAll(async () => {
  await Promise.all(opened.map((bmc) => bmc.close()));
  await simulator.stop();
  await serial.stop();
  await rm(folder, { recursive: true, force: true });
});

function engine(): Bmc {
  const { address, port, user: username, password } = simulator;
  const driver = ipmiDriver({ network: udpNetwork, clock: systemClock, entropy: systemEntropy });
  const bmc = driver.open({
    address,
    port,
    username,
    password,
    bmcKey: null,
    guid: null,
    signs: null,
    cipherSuite: null,
    ipmi: defaultIpmiSettings,
    known: null,
  });
  opened.push(bmc);
  return bmc;
}

test("ipmi_sim tells the user who holds the console, and not his address", async () => {
  const holder = await engine().console.open({ ...deaf, end: () => {} }, { takeOver: false });
  const refused = engine().console.open({ ...deaf, end: () => {} }, { takeOver: false });
  await expect(refused).rejects.toMatchObject({
    failure: { code: "console-in-use" },
    holder: { user: simulator.user, address: null },
  });
  await holder.close();
});
