import { type Clock, chassisControl } from "@/server/ipmi";
import type { FleetMember } from "@/server/simulator/fleet";
import type { Machine } from "@/server/simulator/machine";
import type { FaultKind } from "@/server/simulator/machine/state/faults";
import type { BmcSocket } from "@/server/simulator/socket";

/** So that a first look finds more than health: what is the matter with the hosts of these numbers. */
const faults: Readonly<Record<number, FaultKind>> = {
  2: "fan-failure",
  7: "psu-lost",
  11: "drive-failed",
  18: "memory-error",
};
const SWITCHED_OFF = 4;
const FALLS_SILENT = 8;

/** Long enough that everything of the host was read: what it said last is shown with its age. */
export const SILENT_AFTER_MS = 120_000;

/** Gives a demo's machines their faults, and switches one off. */
export function applyConditions(members: readonly FleetMember[]): void {
  for (const [index, fault] of Object.entries(faults)) members[Number(index)]?.machine.fault(fault);
  const off = members[SWITCHED_OFF];
  if (off) switchOff(off.machine);
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

/** As by its administrator: status and log say what they say of any host that was switched off. */
function switchOff(machine: Machine): void {
  const { netFn, command } = chassisControl;
  machine.execute({
    netFn,
    command,
    lun: 0,
    data: Buffer.from(chassisControl.encode({ action: "power-down" })),
    address: 0x20,
    channel: machine.lanChannel,
    session: null,
    from: "demo",
    datagram: "",
  });
}
