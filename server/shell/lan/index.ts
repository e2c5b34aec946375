import type { Verb } from "../verb";
import { printAlerts } from "./alert-print";
import { setAlert } from "./alert-set";
import { lanHelp } from "./help";
import { print } from "./print";
import { set } from "./set";
import { clearStatistics, getStatistics } from "./statistics";

export const verbs: readonly Verb[] = [print, set, printAlerts, setAlert, getStatistics, clearStatistics];

export const help = lanHelp;
