import { getPohCounter, getSystemRestartCause, Privilege } from "@/server/ipmi";
import type { PowerOnHours } from "@/server/ipmi/commands/chassis/get-poh-counter";
import type { SystemRestartCause } from "@/server/ipmi/commands/chassis/get-system-restart-cause";
import { failAs } from "../fail-as";
import { defineVerb } from "../verb";

/** By code (IPMI 2.0 table 28-11). */
const causes = [
  "unknown",
  "chassis power control command",
  "reset via pushbutton",
  "power-up via pushbutton",
  "watchdog expired",
  "OEM",
  "power-up due to always-restore power policy",
  "power-up due to restore-previous power policy",
  "reset via PEF",
  "power-cycle via PEF",
  "soft reset",
  "power-up via RTC wakeup",
];

export const restartCause = defineVerb<void, SystemRestartCause>({
  path: ["chassis", "restart_cause"],
  usage: "",
  summary: "Why the system started last",
  privilege: Privilege.User,
  class: "read",
  parse: () => undefined,
  run: ({ bmc, signal }) =>
    failAs(bmc.send(getSystemRestartCause, undefined, { signal }), {
      silent: "Unable to get Chassis Restart Cause",
      refused: "Get Chassis Restart Cause failed",
    }),
  text: ({ code }) => `System restart cause: ${causes[code] ?? "invalid"}\n`,
});

const DAY = 1440;
const HOUR = 60;

export const poh = defineVerb<void, PowerOnHours>({
  path: ["chassis", "poh"],
  usage: "",
  summary: "Hours of operation",
  privilege: Privilege.User,
  class: "read",
  parse: () => undefined,
  run: ({ bmc, signal }) =>
    failAs(bmc.send(getPohCounter, undefined, { signal }), {
      silent: "Unable to get Chassis Power-On-Hours",
      refused: "Get Chassis Power-On-Hours failed",
    }),
  text: ({ minutes, minutesPerCount }) => {
    const days = Math.floor(minutes / DAY);
    const hours = Math.floor((minutes % DAY) / HOUR);
    const rest = minutesPerCount < HOUR ? `, ${(minutes % DAY) % HOUR} minutes` : "";
    return `POH Counter  : ${days} days, ${hours} hours${rest}\n`;
  },
});
