import type { SetWatchdog } from "@/server/ipmi/commands/app/set-watchdog-timer";
import {
  WATCHDOG_COUNTS_PER_SECOND,
  WatchdogAction,
  WatchdogInterrupt,
  WatchdogUse,
} from "@/server/ipmi/commands/app/watchdog-timer";
import { parseNumber } from "../numbers";
import { UsageError } from "../verb";

export const watchdogHelp = `usage: watchdog <command>:

   set <option[=value]> [<option[=value]> ...]
     Set Watchdog settings
     Options: (* = mandatory)
       timeout=<1-6553>                    - [0] Initial countdown value, sec
       pretimeout=<1-255>                  - [0] Pre-timeout interval, sec
       int=<smi|nmi|msg>                   - [-] Pre-timeout interrupt type
       use=<frb2|post|osload|sms|oem>      - [-] Timer use
       clear=<frb2|post|osload|sms|oem>    - [-] Clear timer use expiration
                                                 flag, can be specified
                                                 multiple times
       action=<reset|poweroff|cycle|none>  - [none] Timer action
       nolog                               - [-] Don't log the timer use
       dontstop                            - [-] Don't stop the timer
                                                 while applying settings

   get
     Get Current settings

   reset
     Restart Watchdog timer based on the most recent settings

   off
     Shut off a running Watchdog timer
`;

const MAX_TIMEOUT = 6553;
const MAX_PRETIMEOUT = 255;

const uses: Readonly<Record<string, number>> = {
  none: 0,
  frb2: WatchdogUse.Frb2,
  post: WatchdogUse.Post,
  osload: WatchdogUse.OsLoad,
  sms: WatchdogUse.SmsOs,
  oem: WatchdogUse.Oem,
};
const interrupts: Readonly<Record<string, number>> = {
  none: WatchdogInterrupt.None,
  smi: WatchdogInterrupt.Smi,
  nmi: WatchdogInterrupt.Nmi,
  msg: WatchdogInterrupt.Messaging,
};
const actions: Readonly<Record<string, number>> = {
  none: WatchdogAction.None,
  reset: WatchdogAction.HardReset,
  poweroff: WatchdogAction.PowerDown,
  cycle: WatchdogAction.PowerCycle,
};

/**
 * `mc watchdog set`: the first letter of an option is enough. Throws UsageError; ipmitool sends what it has made out by
 * then, which is nobody's wish.
 */
export function parseWatchdogOptions(words: readonly string[]): SetWatchdog {
  if (words.length === 0) throw new UsageError(`Not enough parameters given.\n${watchdogHelp}`);
  if (words[0] === "help") throw new UsageError(watchdogHelp, 0);
  const setting = {
    dontLog: false,
    dontStop: false,
    use: 0,
    interrupt: 0,
    action: 0,
    preTimeoutSeconds: 0,
    clearExpirations: 0,
    initialCount: 0,
  };
  for (const word of words) {
    const value = word.split("=")[1] ?? "";
    switch (word[0]) {
      case "t":
        setting.initialCount = seconds("Timeout", value, MAX_TIMEOUT) * WATCHDOG_COUNTS_PER_SECOND;
        break;
      case "p":
        setting.preTimeoutSeconds = seconds("Pretimeout", value, MAX_PRETIMEOUT);
        break;
      case "i":
        setting.interrupt = oneOf(interrupts, "Interrupt type", value);
        break;
      case "u":
        setting.use = oneOf(uses, "Use", value);
        break;
      case "a":
        setting.action = oneOf(actions, "Action", value);
        break;
      case "c":
        setting.clearExpirations |= 1 << oneOf(uses, "Use", value);
        break;
      case "n":
        setting.dontLog = true;
        break;
      case "d":
        setting.dontStop = true;
        break;
      default:
        throw new UsageError(`Invalid option '${word}'\n${watchdogHelp}`);
    }
  }
  return setting;
}

function seconds(what: string, value: string, most: number): number {
  const number = parseNumber(value, 1, most);
  if (number === null)
    throw new UsageError(`${what} value ${value} is out of range (1-${most})\n${watchdogHelp}`);
  return number;
}

function oneOf(table: Readonly<Record<string, number>>, what: string, value: string): number {
  const code = Object.hasOwn(table, value) ? table[value] : undefined;
  if (code === undefined) throw new UsageError(`${what} '${value}' is not valid\n${watchdogHelp}`);
  return code;
}
