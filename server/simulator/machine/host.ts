import type { Clock } from "../../ipmi/clock";
import type { Bmc } from "./bmc";
import { faultLines } from "./serial/fault-lines";
import { HostConsole } from "./serial/host-console";
import { BOOTED_MS } from "./serial/scripts";
import type { PowerEvent } from "./state/host-power";

const SystemBoot = { PowerUp: 0, HardReset: 1 } as const;
const OS_BOOTED_FROM_DISK = 1;
const OS_STOPPED = 1;

/** What runs on the machine: follows its power, prints on its serial port, leaves its traces in the log. */
export function attachHost(bmc: Bmc, clock: Clock): HostConsole {
  const { power, profile, now } = bmc;
  const serial = new HostConsole({
    host: profile.host,
    hostName: bmc.hostName,
    clock,
    now,
    load: () => bmc.physics.load(now()),
    powerFromInside: (what) => {
      bmc.log(what === "off" ? "host powers off" : "host restarts");
      power.fromInside(what, now());
    },
    panicked: () => {
      bmc.log("host panics");
      bmc.raiseOf("os-stop", OS_STOPPED, now());
    },
  });
  let starts = 0;

  function started(at: number, cause: number): void {
    starts++;
    const thisStart = starts;
    serial.start(at, bmc.bootFlags.consume(at));
    bmc.raiseOf("system-boot", cause, at);
    bmc.agenda.add(at + BOOTED_MS, (time) => {
      if (power.on && starts === thisStart) bmc.raiseOf("os-boot", OS_BOOTED_FROM_DISK, time);
    });
  }

  const reactions: Readonly<Record<PowerEvent, (at: number) => void>> = {
    on: (at) => {
      bmc.log("host on");
      bmc.powerChanged(true, at);
      started(at, SystemBoot.PowerUp);
    },
    off: (at) => {
      bmc.log("host off");
      serial.powerLost();
      bmc.powerChanged(false, at);
    },
    reset: (at) => {
      bmc.log("host reset");
      started(at, SystemBoot.HardReset);
    },
    diag: (at) => serial.panic(at, "NMI: Not continuing"),
    soft: (at) => serial.shutDown(at),
  };
  power.attach({
    shutDownMs: (at) => serial.shutDownMs(at),
    happened: (event, at) => reactions[event](at),
  });
  bmc.faults.onChange((fault, present) => {
    for (const line of faultLines(fault, present)) serial.kernelSays(line);
  });
  if (power.on) serial.start(power.changedAt, 0);
  return serial;
}
