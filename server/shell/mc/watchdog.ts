import { Privilege } from "@/server/ipmi";
import { getWatchdogTimer, type WatchdogTimer } from "@/server/ipmi/commands/app/get-watchdog-timer";
import { resetWatchdogTimer } from "@/server/ipmi/commands/app/reset-watchdog-timer";
import { type SetWatchdog, setWatchdogTimer } from "@/server/ipmi/commands/app/set-watchdog-timer";
import {
  WATCHDOG_COUNTS_PER_SECOND,
  WatchdogAction,
  WatchdogUse,
} from "@/server/ipmi/commands/app/watchdog-timer";
import { failAs } from "../fail-as";
import { defineVerb, type Verb } from "../verb";
import { parseWatchdogOptions } from "./watchdog-options";

/** 3-bit codes; those that are missing are reserved. */
const useNames = ["Reserved", "BIOS FRB2", "BIOS/POST", "OS Load", "SMS/OS", "OEM"];
const actionNames = ["No action", "Hard Reset", "Power Down", "Power Cycle"];
const interruptNames = ["None", "SMI", "NMI/Diagnostic", "Messaging"];

function nameOf(names: readonly string[], code: number): string {
  return names[code] ?? "Reserved";
}

const get = defineVerb<void, WatchdogTimer>({
  path: ["mc", "watchdog", "get"],
  usage: "",
  summary: "The watchdog timer as it is set and runs",
  privilege: Privilege.User,
  class: "read",
  parse: () => undefined,
  run: ({ bmc, signal }) =>
    failAs(bmc.send(getWatchdogTimer, undefined, { signal }), {
      silent: "Get Watchdog Timer command failed",
    }),
  text: watchdogText,
});

function watchdogText(timer: WatchdogTimer): string {
  const expired = useNames.concat("Reserved", "Reserved").filter((_, use) => (timer.expirations >> use) & 1);
  const lines = [
    `Watchdog Timer Use:     ${nameOf(useNames, timer.use)} (0x${hexByte(timer.useByte)})`,
    `Watchdog Timer Is:      ${timer.running ? "Started/Running" : "Stopped"}`,
    `Watchdog Timer Logging: ${timer.dontLog ? "Off" : "On"}`,
    `Watchdog Timer Action:  ${nameOf(actionNames, timer.action)} (0x${hexByte(timer.actionByte)})`,
    `Pre-timeout interrupt:  ${nameOf(interruptNames, timer.interrupt)}`,
    `Pre-timeout interval:   ${timer.preTimeoutSeconds} seconds`,
    `Timer Expiration Flags: ${timer.expirations === 0 ? "None " : ""}(0x${hexByte(timer.expirations)})`,
    ...expired.map((use) => `                        * ${use}`),
    `Initial Countdown:      ${seconds(timer.initialCount)} sec`,
    `Present Countdown:      ${timer.presentCount === null ? "unknown" : `${seconds(timer.presentCount)} sec`}`,
  ];
  return `${lines.join("\n")}\n`;
}

function seconds(count: number): string {
  return (count / WATCHDOG_COUNTS_PER_SECOND).toFixed(1);
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, "0");
}

const reset = defineVerb<void, void>({
  path: ["mc", "watchdog", "reset"],
  usage: "",
  summary: "Start the watchdog's countdown anew",
  privilege: Privilege.Operator,
  class: "idempotent",
  parse: () => undefined,
  run: ({ bmc, signal }) =>
    failAs(bmc.send(resetWatchdogTimer, undefined, { signal }), {
      silent: "Reset Watchdog Timer command failed!",
      refused: "Reset Watchdog Timer command failed",
      codes: { 128: "Attempt to reset uninitialized watchdog" },
    }),
  text: () => "IPMI Watchdog Timer Reset -  countdown restarted!\n",
});

const FIVE_MINUTES = 300 * WATCHDOG_COUNTS_PER_SECOND;

const off = defineVerb<void, void>({
  path: ["mc", "watchdog", "off"],
  usage: "",
  summary: "Stop the watchdog",
  privilege: Privilege.Operator,
  class: "idempotent",
  parse: () => undefined,
  run: ({ bmc, signal }) => {
    const stopped: SetWatchdog = {
      dontLog: false,
      dontStop: false,
      use: WatchdogUse.SmsOs,
      interrupt: 0,
      action: WatchdogAction.None,
      preTimeoutSeconds: 0,
      clearExpirations: 1 << WatchdogUse.SmsOs,
      initialCount: FIVE_MINUTES,
    };
    return failAs(bmc.send(setWatchdogTimer, stopped, { signal }), {
      silent: "Watchdog Timer Shutoff command failed!",
    });
  },
  text: () => "Watchdog Timer Shutoff successful -- timer stopped\n",
});

const set = defineVerb<SetWatchdog, void>({
  path: ["mc", "watchdog", "set"],
  usage: "<option[=value]> ...",
  summary: "Set the watchdog: timeout, pretimeout, int, use, clear, action, nolog, dontstop",
  privilege: Privilege.Operator,
  class: "idempotent",
  parse: parseWatchdogOptions,
  run: async ({ bmc, signal, note }, setting) => {
    await failAs(bmc.send(setWatchdogTimer, setting, { signal }), {
      silent: "Set Watchdog Timer command failed",
    });
    note("Watchdog Timer was successfully configured");
  },
  text: () => "",
});

export const watchdog: readonly Verb[] = [get, reset, off, set];
