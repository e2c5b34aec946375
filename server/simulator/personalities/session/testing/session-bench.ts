import { getDeviceId } from "../../../../ipmi/commands/app/get-device-id";
import { Credentials } from "../../../../ipmi/crypto/credentials";
import type { IpmiClientOptions } from "../../../../ipmi/ipmi-client";
import type { SessionInfo } from "../../../../ipmi/session/session-info";
import { type SimulatorBenchOptions, simulatorBench } from "../../../testing/simulator-bench";
import type { StubMachine } from "../../../testing/stub-machine";
import { sessionPersonalities } from "..";
import { outsideSession } from "../datagrams";

const RAKP_3 = 0x14;
const ACTIVATE_SESSION = 0x3a;

/** The engine before a BMC that misbehaves in one way, and what its lockout counter sees of it. */
export function sessionBench(
  name: string | null,
  client: Partial<IpmiClientOptions> = {},
  options: Omit<SimulatorBenchOptions<StubMachine>, "client" | "personalities"> = {},
) {
  const personalities = sessionPersonalities.filter((one) => one.name === name);
  if (name !== null && personalities.length !== 1) throw new Error(`no personality is called ${name}`);
  const bench = simulatorBench({ ...options, personalities, client });
  const { clock, network } = bench;

  /** Messages that carry a proof of the password: each may count as an attempt. */
  const proofs = () =>
    network.passages.filter(({ direction, datagram }) => direction === "to-bmc" && isProof(datagram)).length;

  /** Logs in and asks for something. */
  const login = async (): Promise<SessionInfo> => {
    const session = await clock.run(bench.client.connect());
    await clock.run(bench.client.send(getDeviceId, undefined));
    return session;
  };
  return { ...bench, proofs, login };
}

/** RAKP 3 with a code, or Activate Session. */
function isProof(datagram: Buffer): boolean {
  if (outsideSession(datagram) === RAKP_3) return datagram.length > 16 + 8;
  const isIpmi15 = datagram.length > 36 && datagram[4] !== 0x06;
  return isIpmi15 && datagram.readUInt32LE(5) === 0 && datagram[13 + 16 + 1 + 5] === ACTIVATE_SESSION;
}

export const wrongPassword = {
  credentials: new Credentials({ username: "admin", password: "wrong horse" }),
};
