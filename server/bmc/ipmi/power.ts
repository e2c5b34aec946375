import type { PowerVerb } from "@/lib/contracts/action";
import {
  type ChassisAction,
  type ChassisStatus,
  chassisControl,
  getChassisStatus,
  getPohCounter,
  getSystemRestartCause,
  type RestartCause,
} from "@/server/ipmi";
import type { ChassisState, PowerControl } from "../capabilities";
import type { Calls } from "./calls";
import { watchingRestarts } from "./host-restarts";

const actions: Readonly<Record<PowerVerb, ChassisAction>> = {
  on: "power-up",
  off: "power-down",
  "soft-off": "soft-shutdown",
  cycle: "power-cycle",
  reset: "hard-reset",
  nmi: "diagnostic-interrupt",
};

/** `hostRestarted`: called when the host was told to start anew. */
export function ipmiPower(
  calls: Pick<Calls, "run" | "runIfSupported">,
  hostRestarted: () => void,
): PowerControl {
  return {
    chassis: (deadline) =>
      calls.run(deadline, async (bmc, options) =>
        toChassisState(await bmc.send(getChassisStatus, undefined, options)),
      ),
    async control(verb, deadline) {
      await calls.run(deadline, (bmc, options) =>
        watchingRestarts(bmc, hostRestarted).send(chassisControl, { action: actions[verb] }, options),
      );
    },
    restartCause: (deadline) =>
      calls.runIfSupported(deadline, async (bmc, options) => {
        const { cause } = await bmc.send(getSystemRestartCause, undefined, options);
        return causes[cause];
      }),
    powerOnHours: (deadline) =>
      calls.runIfSupported(deadline, async (bmc, options) => {
        const { minutes } = await bmc.send(getPohCounter, undefined, options);
        return Math.floor(minutes / 60);
      }),
  };
}

export function toChassisState(status: ChassisStatus): ChassisState {
  const { power, lastEvent, chassis } = status;
  const events = [
    lastEvent.byIpmiCommand && "switched on by an IPMI command",
    lastEvent.acFailed && "mains power failed",
    lastEvent.overload && "switched off by an overload",
    lastEvent.interlock && "switched off by an open interlock",
    lastEvent.fault && "switched off by a power fault",
  ].filter((text) => text !== false);
  const faults = [
    power.overload && "Power overload",
    power.interlock && "Interlock open",
    power.fault && "Power fault",
    power.controlFault && "Power control fault",
    chassis.intrusion && "Chassis intrusion",
    chassis.driveFault && "Drive fault",
    chassis.coolingFault && "Cooling or fan fault",
  ].filter((text) => text !== false);
  return {
    power: power.on ? "on" : "off",
    lastPowerEvent: events.join(", ") || null,
    faults,
    powerRestorePolicy: policies[power.restorePolicy],
    identify: chassis.identify,
  };
}

const policies: Readonly<Record<ChassisStatus["power"]["restorePolicy"], string | null>> = {
  "stay-off": "stays off",
  previous: "returns to the state before",
  "always-on": "switches on",
  unknown: null,
};

const causes: Readonly<Record<RestartCause, string | null>> = {
  unknown: null,
  "chassis-control": "IPMI command",
  "reset-button": "reset button",
  "power-button": "power button",
  watchdog: "watchdog expired",
  oem: "vendor specific",
  "power-restored-always-on": "mains power returned (always on)",
  "power-restored-previous": "mains power returned (state before)",
  "pef-reset": "reset by an event filter",
  "pef-power-cycle": "power cycle by an event filter",
  "soft-reset": "soft reset (Ctrl-Alt-Del)",
  "rtc-wake": "woken by the clock",
};
