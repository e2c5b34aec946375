import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { IpmiSimulator } from "@/e2e/fixtures/ipmi-sim";
import { defaultIpmiSettings } from "@/lib/contracts/ipmi-login";
import { systemClock, systemEntropy, udpNetwork } from "@/server/ipmi";
import type { BmcIdentity } from "../capabilities";
import { ipmiDriver } from "./driver";

const ADDRESS = "127.2.40.2";

let folder: string;
let simulator: IpmiSimulator;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lightsout-identity-"));
  simulator = new IpmiSimulator({ folder, address: ADDRESS, guid: "ff".repeat(16) });
  await simulator.start();
});
afterAll(async () => {
  await simulator.stop();
  await rm(folder, { recursive: true, force: true });
});

async function identify(enrolled: Pick<BmcIdentity, "guid" | "signs">): Promise<BmcIdentity> {
  const { address, port, user: username, password } = simulator;
  const driver = ipmiDriver({ network: udpNetwork, clock: systemClock, entropy: systemEntropy });
  const bmc = driver.open({
    address,
    port,
    username,
    password,
    bmcKey: null,
    cipherSuite: null,
    ipmi: defaultIpmiSettings,
    known: null,
    ...enrolled,
  });
  try {
    return await bmc.identify();
  } finally {
    await bmc.close();
  }
}

test("ipmi_sim with an erased GUID is enrolled by its signs, and held to them", async () => {
  const { guid, signs } = await identify({ guid: null, signs: null });
  expect(guid).toBeNull();
  expect(signs).toMatchObject({ boardSerial: "BS0001", productSerial: "SN-0042" });
  expect(await identify({ guid, signs })).toMatchObject({ guid, signs });
  const other = signs && { ...signs, boardSerial: "of another board" };
  await expect(identify({ guid, signs: other })).rejects.toMatchObject({
    failure: { layer: "identity", code: "identity-changed" },
  });
});
