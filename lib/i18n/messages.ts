import enAccess from "./messages/en/access.json";
import enAudit from "./messages/en/audit.json";
import enBoot from "./messages/en/boot.json";
import enCommon from "./messages/en/common.json";
import enConsole from "./messages/en/console.json";
import enConsoleDoctor from "./messages/en/console-doctor.json";
import enConsoleHistory from "./messages/en/console-history.json";
import enConsoleSearch from "./messages/en/console-search.json";
import enConsoleSettings from "./messages/en/console-settings.json";
import enConsoles from "./messages/en/consoles.json";
import enEvents from "./messages/en/events.json";
import enHardware from "./messages/en/hardware.json";
import enHost from "./messages/en/host.json";
import enHosts from "./messages/en/hosts.json";
import enIpmiShell from "./messages/en/ipmi-shell.json";
import enPower from "./messages/en/power.json";
import enProblems from "./messages/en/problems.json";
import enSensors from "./messages/en/sensors.json";
import enShell from "./messages/en/shell.json";
import zhAccess from "./messages/zh/access.json";
import zhAudit from "./messages/zh/audit.json";
import zhBoot from "./messages/zh/boot.json";
import zhCommon from "./messages/zh/common.json";
import zhConsole from "./messages/zh/console.json";
import zhConsoleDoctor from "./messages/zh/console-doctor.json";
import zhConsoleHistory from "./messages/zh/console-history.json";
import zhConsoleSearch from "./messages/zh/console-search.json";
import zhConsoleSettings from "./messages/zh/console-settings.json";
import zhConsoles from "./messages/zh/consoles.json";
import zhEvents from "./messages/zh/events.json";
import zhHardware from "./messages/zh/hardware.json";
import zhHost from "./messages/zh/host.json";
import zhHosts from "./messages/zh/hosts.json";
import zhIpmiShell from "./messages/zh/ipmi-shell.json";
import zhPower from "./messages/zh/power.json";
import zhProblems from "./messages/zh/problems.json";
import zhSensors from "./messages/zh/sensors.json";
import zhShell from "./messages/zh/shell.json";

/** One file a domain word and language; a missing Chinese key is a type error. */
const en = {
  access: enAccess,
  audit: enAudit,
  boot: enBoot,
  common: enCommon,
  console: enConsole,
  "console-doctor": enConsoleDoctor,
  "console-history": enConsoleHistory,
  "console-search": enConsoleSearch,
  "console-settings": enConsoleSettings,
  consoles: enConsoles,
  events: enEvents,
  hardware: enHardware,
  host: enHost,
  hosts: enHosts,
  ipmiShell: enIpmiShell,
  power: enPower,
  problems: enProblems,
  sensors: enSensors,
  shell: enShell,
};
const zh: typeof en = {
  access: zhAccess,
  audit: zhAudit,
  boot: zhBoot,
  common: zhCommon,
  console: zhConsole,
  "console-doctor": zhConsoleDoctor,
  "console-history": zhConsoleHistory,
  "console-search": zhConsoleSearch,
  "console-settings": zhConsoleSettings,
  consoles: zhConsoles,
  events: zhEvents,
  hardware: zhHardware,
  host: zhHost,
  hosts: zhHosts,
  ipmiShell: zhIpmiShell,
  power: zhPower,
  problems: zhProblems,
  sensors: zhSensors,
  shell: zhShell,
};

export type Messages = typeof en;
export const messages = { en, zh };
