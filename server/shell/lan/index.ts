import type { Verb } from "../verb";
import { alwaysHelps, type VerbGroup } from "../verb-group";
import { printAlerts } from "./alert-print";
import { setAlert } from "./alert-set";
import { alertPrintHelp, alertSetHelp, lanHelp } from "./help";
import { print } from "./print";
import { set } from "./set";
import { clearStatistics, getStatistics } from "./statistics";

export const verbs: readonly Verb[] = [print, set, printAlerts, setAlert, getStatistics, clearStatistics];

export const help = lanHelp;

const alertHelp = `${alertPrintHelp}\n${alertSetHelp}`;

export const groups: Readonly<Record<string, VerbGroup>> = {
  lan: {
    alone: { text: lanHelp, exitCode: 1 },
    unknown: (word) => ({ text: `Invalid LAN command: ${word}`, exitCode: 1 }),
  },
  "lan alert": {
    help: alertHelp,
    alone: { text: alertHelp, exitCode: 1 },
    // ipmitool says nothing at all.
    unknown: (word) => ({ text: `Invalid LAN alert command: ${word}`, exitCode: 0 }),
  },
  "lan stats": alwaysHelps(lanHelp),
};
