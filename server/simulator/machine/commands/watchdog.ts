import { handlers, ok, refuse } from "../handler";

/** Reset before the first Set (IPMI 2.0 §27.5). */
const NOT_CONFIGURED = 0x80;

/** Watchdog commands (IPMI 2.0 §27). */
export const watchdogCommands = handlers(0x06, [
  [0x22, 0, ({ bmc }) => (bmc.watchdog.reset(bmc.now()) ? ok() : refuse(NOT_CONFIGURED))],
  [
    0x24,
    6,
    ({ bmc, data }) => {
      bmc.watchdog.set(data, bmc.now());
      return ok();
    },
  ],
  [0x25, 0, ({ bmc }) => ok(bmc.watchdog.get(bmc.now()))],
]);
