import { type Clock, chassisControl } from "@/server/ipmi";
import type { FleetMember } from "@/server/simulator/fleet";
import type { Machine } from "@/server/simulator/machine";
import { hash } from "@/server/simulator/machine/random";
import type { FaultKind } from "@/server/simulator/machine/state/faults";
import type { BmcSocket } from "@/server/simulator/socket";
import { DEMO_SEED } from "./demo-bmcs";

/** So that a first look finds more than health: what is the matter with the hosts of these numbers. */
const faults: Readonly<Record<number, FaultKind>> = { 2: "fan-failure", 7: "psu-lost" };
/** What happens while somebody looks, and while consoles are recorded. */
const laterFaults: Readonly<Record<number, FaultKind>> = { 11: "drive-failed", 18: "memory-error" };
const SWITCHED_OFF = 4;
const RESTARTS: readonly number[] = [1, 5, 13];
const PANICS = 15;
const FALLS_SILENT = 8;

/** By then every console is open. */
export const HAPPENS_AFTER_MS = 60_000;
/** From one host's remark to the next one's. */
export const REMARK_MS = 20_000;

/** What a kernel says now and then; each entry is one moment. */
const remarks: readonly (readonly string[])[] = [
  [
    "igb 0000:19:00.1 eno2: igb: eno2 NIC Link is Down",
    "igb 0000:19:00.1 eno2: igb: eno2 NIC Link is Up 1000 Mbps Full Duplex",
  ],
  ["perf: interrupt took too long (2517 > 2500), lowering kernel.perf_event_max_sample_rate to 79250"],
  ["nfs: server 10.20.0.5 not responding, still trying", "nfs: server 10.20.0.5 OK"],
  ["TCP: request_sock_TCP: Possible SYN flooding on port 443. Sending cookies."],
  ["EXT4-fs (sda2): re-mounted. Quota mode: none."],
  ["hrtimer: interrupt took 11873 ns"],
];

/** Long enough that everything of the host was read: what it said last is shown with its age. */
export const SILENT_AFTER_MS = 120_000;

/** Gives a demo's machines their faults, switches one off, and lets the others live: hosts start, one panics, kernels talk. */
export function applyConditions(members: readonly FleetMember[], clock: Clock): void {
  const machineOf = (index: number | string) => members[Number(index)]?.machine;
  for (const [index, fault] of Object.entries(faults)) machineOf(index)?.fault(fault);
  order(machineOf(SWITCHED_OFF), "power-down");
  clock.setTimeout(() => {
    for (const [index, fault] of Object.entries(laterFaults)) machineOf(index)?.fault(fault);
    for (const index of RESTARTS) order(machineOf(index), "hard-reset");
    crash(machineOf(PANICS));
  }, HAPPENS_AFTER_MS);
  const talk = (turn: number) => {
    const speaker = machineOf(hash(DEMO_SEED, turn) % members.length);
    for (const line of remarks[turn % remarks.length] ?? []) speaker?.kernelSays(line);
    clock.setTimeout(() => talk(turn + 1), REMARK_MS);
  };
  clock.setTimeout(() => talk(0), REMARK_MS);
}

/** The socket of the host with this number: that of one of them answers nothing after a while, as an unplugged BMC does. */
export function conditionedSocket(socket: BmcSocket, index: number, clock: Clock): BmcSocket {
  if (index !== FALLS_SILENT) return socket;
  const until = clock.now() + SILENT_AFTER_MS;
  return {
    onDatagram: (listener) => socket.onDatagram(listener),
    send(datagram, to) {
      if (clock.now() < until) socket.send(datagram, to);
    },
    close: () => socket.close(),
  };
}

/** The kernel's emergency key, as typed on the console: a break and a letter. */
function crash(machine: Machine | undefined): void {
  machine?.serial.sendBreak();
  machine?.serial.input(Buffer.from("c"));
}

/** As by its administrator: status and log say what they say of any host that got such an order. */
function order(machine: Machine | undefined, action: "power-down" | "hard-reset"): void {
  const { netFn, command } = chassisControl;
  machine?.execute({
    netFn,
    command,
    lun: 0,
    data: Buffer.from(chassisControl.encode({ action })),
    address: 0x20,
    channel: machine.lanChannel,
    session: null,
    from: "demo",
    datagram: "",
  });
}
