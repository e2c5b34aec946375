import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { IpmiSimulator } from "@/e2e/fixtures/ipmi-sim";
import { temporaryFolder } from "@/e2e/fixtures/temporary-folder";
import {
  Credentials,
  createIpmiClient,
  getDeviceId,
  type IpmiClientOptions,
  systemClock,
  systemEntropy,
  udpNetwork,
} from "@/server/ipmi";

let folder: string;
let simulator: IpmiSimulator;

/** A process a test group: after refused logins of 2.0, ipmi_sim ends with SIGSEGV at the end of a session of 1.5. */
function startSimulator(address: string): void {
  beforeAll(async () => {
    folder = await temporaryFolder();
    simulator = new IpmiSimulator({ folder, address });
    await simulator.start();
    // The process is there before it listens.
    while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, 50));
  });
  afterAll(async () => {
    await simulator.stop();
    await rm(folder, { recursive: true, force: true });
  });
}

async function answers(): Promise<boolean> {
  return deviceOver({ cipherSuites: [3] }).then(
    () => true,
    () => false,
  );
}

async function deviceOver(options: Partial<IpmiClientOptions>, password = simulator.password) {
  const client = createIpmiClient({
    network: udpNetwork,
    clock: systemClock,
    entropy: systemEntropy,
    endpoint: simulator,
    credentials: new Credentials({ username: simulator.user, password }),
    ...options,
  });
  try {
    const device = await client.send(getDeviceId, undefined, { budgetMs: 20_000 });
    return { device, session: client.session };
  } finally {
    await client.close();
  }
}

describe("IPMI 2.0, suites that ipmi_sim has", () => {
  startSimulator("127.2.41.1");

  test.each([0, 1, 2, 3, 6, 11] as const)("suite %i: a session opens and answers", async (suite) => {
    const { device, session } = await deviceOver({ cipherSuites: [suite] });
    expect(session?.cipherSuite).toBe(suite);
    expect(session?.profile).toMatchObject({ protocol: "2.0", cipherSuite: suite });
    expect(device.manufacturerId).toBe(0x1291);
  });

  test.each([1, 2, 3, 6, 11] as const)("suite %i: a wrong password is found out", async (suite) => {
    const refused = deviceOver({ cipherSuites: [suite] }, "wrong");
    await expect(refused).rejects.toMatchObject({ code: "bad-password" });
  });
});

describe("IPMI 1.5", () => {
  startSimulator("127.2.41.2");

  test("MD5 is taken by itself", async () => {
    const { device, session } = await deviceOver({ protocol: "1.5" });
    expect(session?.profile).toMatchObject({ protocol: "1.5", cipherSuite: null, authentication: "md5" });
    expect(session?.privilege).toBe(4);
    expect(device.manufacturerId).toBe(0x1291);
  });

  test("a straight password when it is named", async () => {
    const { session } = await deviceOver({ protocol: "1.5", authentication: "password" });
    expect(session?.profile.authentication).toBe("password");
  });

  test("where it is left open, 2.0 wins", async () => {
    const { session } = await deviceOver({ protocol: "auto", cipherSuites: [3] });
    expect(session?.profile.protocol).toBe("2.0");
  });
});
