import { Credentials, createIpmiClient, systemClock, systemEntropy, udpNetwork } from "@/server/ipmi";
import type { IpmiSimulator } from "../fixtures/ipmi-sim";
import { type ConsoleManners, consoleOfFreeIpmi, consoleOfIpmitool } from "./foreign-clients";
import { runLine } from "./run-engine";
import { type Ended, runInTerminal, runProgram } from "./run-program";
import type { Line } from "./script";
import { ScriptedTerminal } from "./scripted-terminal";

/** What is ordered and asked, besides the console. */
export const guestOrders = ["power on", "power status", "power soft"] as const;
export type GuestOrder = (typeof guestOrders)[number];

/** Our engine, our command line, or a program we did not write, at the BMC of a guest. */
export interface GuestClient {
  readonly name: GuestClientName;
  readonly console: ConsoleManners;
  /** What it prints when the BMC has taken the order, or has told that the guest is on. */
  readonly shows: Readonly<Record<GuestOrder, RegExp>>;
  order(order: GuestOrder): Promise<Ended>;
  /** Opens the console and follows the script there. */
  followAtConsole(lines: readonly Line[]): Promise<Ended>;
  close(): Promise<void>;
}

export const guestClientNames = ["our engine", "lightsout ipmi", "ipmitool", "FreeIPMI"] as const;
type GuestClientName = (typeof guestClientNames)[number];

type Bmc = Pick<IpmiSimulator, "address" | "port" | "user" | "password">;

const likeIpmitool = {
  console: consoleOfIpmitool,
  shows: {
    "power on": /^Chassis Power Control: Up\/On$/m,
    "power status": /^Chassis Power is on$/m,
    "power soft": /^Chassis Power Control: Soft$/m,
  },
} as const;

const likeFreeIpmi = {
  console: consoleOfFreeIpmi,
  shows: { "power on": /: ok$/m, "power status": /: on$/m, "power soft": /: ok$/m },
} as const;

const optionsOfIpmipower = { "power on": "--on", "power status": "--stat", "power soft": "--soft" } as const;

/** Ours with nothing but the address and the login; FreeIPMI and ipmitool with the flags that `ipmi_sim` wants of them. */
export function guestClients(bmc: Bmc): readonly GuestClient[] {
  const login = ["-H", bmc.address, "-U", bmc.user, "-P", bmc.password];
  const freeIpmi = ["-h", bmc.address, "-u", bmc.user, "-p", bmc.password, "-l", "ADMIN"];
  const sessionPrivilege = "opensesspriv";
  return [
    engine(bmc),
    verbs("lightsout ipmi", [process.execPath, "tools/lightsout.cjs", "ipmi", "-I", "lanplus", ...login]),
    verbs("ipmitool", ["ipmitool", "-I", "lanplus", "-C", "3", ...login]),
    {
      ...likeFreeIpmi,
      ...program(
        "FreeIPMI",
        (order) => [
          ...["ipmipower", "-D", "LAN_2_0", "-W", sessionPrivilege, ...freeIpmi],
          optionsOfIpmipower[order],
        ],
        ["ipmiconsole", "-W", `${sessionPrivilege},solpayloadsize,solport,solchannelsupport`, ...freeIpmi],
      ),
    },
  ];
}

function verbs(name: GuestClientName, command: readonly string[]): GuestClient {
  const orders = (order: GuestOrder) => [...command, ...order.split(" ")];
  return { ...likeIpmitool, ...program(name, orders, [...command, "sol", "activate"]) };
}

function program(
  name: GuestClientName,
  command: (order: GuestOrder) => readonly string[],
  console: readonly string[],
): Pick<GuestClient, "name" | "order" | "followAtConsole" | "close"> {
  return {
    name,
    order: (order) => runProgram(command(order)),
    followAtConsole: (lines) => runInTerminal(console, lines),
    close: async () => undefined,
  };
}

/** All of it over one session. */
function engine({ address, port, user: username, password }: Bmc): GuestClient {
  const client = createIpmiClient({
    network: udpNetwork,
    clock: systemClock,
    entropy: systemEntropy,
    endpoint: { address, port },
    credentials: new Credentials({ username, password }),
  });
  const run = async (line: string, terminal?: ScriptedTerminal) => {
    const { exitCode, output, complaint } = await runLine(line, client, client, terminal);
    return { ok: exitCode === 0, output: `${output}${complaint}` };
  };
  return {
    ...likeIpmitool,
    name: "our engine",
    order: (order) => run(order),
    followAtConsole: async (lines) => {
      const terminal = new ScriptedTerminal(lines);
      const { ok, output } = await run("sol activate", terminal);
      return { ok: ok && terminal.done, output };
    },
    close: () => client.close(),
  };
}
