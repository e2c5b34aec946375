import {
  Credentials,
  createIpmiClient,
  getDeviceId,
  type IpmiClient,
  systemClock,
  systemEntropy,
  udpNetwork,
} from "@/server/ipmi";
import { cpuSeconds } from "../process-usage";
import type { Report } from "../report";
import { Simulators } from "../simulators";

const BMCS = 200;
const SECONDS = 10;

/** How many requests a second one process of simulators answers, in sessions of suite 17, and what a request costs it. */
export async function measureRequests(report: Report): Promise<void> {
  const simulators = await Simulators.start({ bind: "127.99.0.1", count: BMCS, sensors: 24 });
  const clients = Array.from({ length: BMCS }, (_, i) =>
    createIpmiClient({
      network: udpNetwork,
      clock: systemClock,
      entropy: systemEntropy,
      endpoint: { address: `127.99.0.${i + 1}`, port: 623 },
      credentials: new Credentials({ username: Simulators.user, password: Simulators.password }),
    }),
  );
  try {
    await Promise.all(clients.map((client) => client.connect()));
    await requests(clients, 2);
    const [theirs, ours] = [await cpuSeconds(simulators.pid), process.cpuUsage()];
    const count = await requests(clients, SECONDS);
    const { user, system } = process.cpuUsage(ours);
    const spent = (await cpuSeconds(simulators.pid)) - theirs;
    report.add("simulators: requests answered (one process, one client process)", [count / SECONDS], "/s");
    report.add("simulators: CPU of a request and its reply", [(spent / count) * 1e6], "µs");
    report.add("engine: CPU of a request and its reply", [(user + system) / count], "µs");
  } finally {
    await Promise.all(clients.map((client) => client.close()));
    await simulators.stop();
  }
}

/** Each client sends the next request when it has the answer, for `seconds`. Returns how many were answered. */
async function requests(clients: readonly IpmiClient[], seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let count = 0;
  const ask = async (client: IpmiClient) => {
    while (performance.now() < end) {
      await client.send(getDeviceId, undefined);
      count++;
    }
  };
  await Promise.all(clients.map(ask));
  return count;
}
