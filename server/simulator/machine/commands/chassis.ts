import { CompletionCode } from "../../../ipmi/message/completion-code";
import { at, type Call, handlers, ok, refuse, u32 } from "../handler";
import { type PowerRequest, RestartCause } from "../state/host-power";

const PREVIOUS_STATE = 1;
const POLICY_KEY = "chassis/restore-policy";
const PANEL_KEY = "chassis/front-panel";
const CAPABILITIES_KEY = "chassis/capabilities";
/** Intrusion, front panel lockout; FRU, SDR, SEL and system management at 20h. */
const CAPABILITIES = [0x03, 0x20, 0x20, 0x20, 0x20, 0x20];
const DEFAULT_IDENTIFY_S = 15;

const requests: readonly PowerRequest[] = ["off", "on", "cycle", "reset", "diag", "soft"];

/** Chassis commands (IPMI 2.0 §28) but for the boot options. */
export const chassisCommands = handlers(0x00, [
  [0x00, 0, ({ bmc }) => ok(bmc.settings.get(CAPABILITIES_KEY) ?? CAPABILITIES)],
  [0x01, 0, status],
  [
    0x02,
    1,
    ({ bmc, data }) => {
      const request = requests[at(data, 0) & 0x0f];
      if (request === undefined) return refuse(CompletionCode.InvalidField);
      const taken = bmc.power.order(request, bmc.now(), RestartCause.ChassisControl);
      return taken ? ok() : refuse(CompletionCode.NotInPresentState);
    },
  ],
  [0x04, [0, 2], identify],
  [
    0x05,
    [5, 6],
    ({ bmc, data }) => {
      bmc.settings.set(CAPABILITIES_KEY, data);
      return ok();
    },
  ],
  [
    0x06,
    1,
    ({ bmc, data }) => {
      const policy = at(data, 0) & 0x07;
      if (policy > 3) return refuse(CompletionCode.InvalidField);
      if (policy !== 3) bmc.settings.set(POLICY_KEY, [policy]);
      // Stay off, previous state, always on: all three are known.
      return ok([0x07]);
    },
  ],
  [0x07, 0, ({ bmc }) => ok([bmc.power.cause, bmc.profile.lanChannel])],
  [
    0x0a,
    1,
    ({ bmc, data }) => {
      bmc.settings.set(PANEL_KEY, [at(data, 0) & 0x0f]);
      return ok();
    },
  ],
  [
    0x0b,
    1,
    ({ bmc, data }) => {
      bmc.power.cycleIntervalS = at(data, 0);
      return ok();
    },
  ],
  // An hour is 60 counts of one minute.
  [0x0f, 0, ({ bmc }) => ok([60, ...u32(Math.floor(bmc.power.hours(bmc.now())))])],
]);

function status({ bmc }: Call) {
  const { power, faults, settings } = bmc;
  const supplyTrouble = faults.get("psu-failed") !== undefined;
  const identifyState = bmc.identify.state(bmc.now());
  return ok([
    (power.on ? 0x01 : 0) | (supplyTrouble ? 0x08 : 0) | (settings.byte(POLICY_KEY, PREVIOUS_STATE) << 5),
    power.lastEvent,
    (faults.get("intrusion") ? 0x01 : 0) |
      (faults.get("drive-failed") ? 0x04 : 0) |
      (faults.get("fan-failure") || faults.get("overheat") ? 0x08 : 0) |
      0x40 |
      (identifyState << 4),
    // All four buttons can be disabled.
    0xf0 | settings.byte(PANEL_KEY, 0),
  ]);
}

function identify({ bmc, data }: Call) {
  if ((at(data, 1) & 0x01) !== 0) bmc.identify.forever();
  else bmc.identify.forSeconds(data[0] ?? DEFAULT_IDENTIFY_S, bmc.now());
  return ok();
}
