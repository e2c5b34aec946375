import { CompletionCode } from "../../../ipmi/message/completion-code";
import { at, handlers, ok, refuse } from "../handler";

const ENABLES_KEY = "global-enables";
/** Event message buffer and system event logging on (IPMI 2.0 §22.1). */
const FACTORY_ENABLES = 0x0c;
const KCS = 0x01;
const VERSION = 0x01;
const LARGEST_MESSAGE = 0xff;

/** Global enables, message flags, system interface (IPMI 2.0 §22.1–22.4, §22.9). */
export const messagingCommands = handlers(0x06, [
  [
    0x2e,
    1,
    ({ bmc, data }) => {
      bmc.settings.set(ENABLES_KEY, [at(data, 0) & 0xef]);
      return ok();
    },
  ],
  [0x2f, 0, ({ bmc }) => ok([bmc.settings.byte(ENABLES_KEY, FACTORY_ENABLES)])],
  [0x30, 1, () => ok()],
  [0x31, 0, ({ bmc }) => ok([bmc.watchdog.states === 0 ? 0 : 0x08])],
  [
    0x57,
    1,
    ({ data }) =>
      (at(data, 0) & 0x0f) === KCS ? ok([0, VERSION, LARGEST_MESSAGE]) : refuse(CompletionCode.InvalidField),
  ],
]);
