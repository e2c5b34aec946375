import { CompletionCode } from "../../../ipmi/message/completion-code";
import { at, type Call, handlers, ok, refuse } from "../handler";
import { BMC_KEY_SETTING } from "../state/bmc-key";

const PRESENT_CHANNEL = 0x0e;
const SYSTEM_INTERFACE = 0x0f;
const IPMB = 0x00;
const MULTI_SESSION = 0x80;
/** IPMI's own enterprise number, vendor id of the channel protocols. */
const IPMI_FORUM = [0xf2, 0x1b, 0x00] as const;
/** Medium and protocol (IPMI 2.0 tables 6-2 and 6-3). */
const kinds = {
  lan: [0x04, 0x01],
  ipmb: [0x01, 0x01],
  system: [0x0c, 0x05],
} as const;
/** Always available, user level and per-message authentication on, PEF alerting on; administrator. */
const FACTORY_ACCESS = [0x02, 0x04] as const;
const DONT_CHANGE = 0;
const SUPPORTED_PAYLOADS = [0x03, 0x00, 0x3f, 0x00, 0, 0, 0, 0] as const;
const PAYLOAD_VERSION = 0x10;
const SOL_PAYLOAD = 1;
const LAST_SETUP_PAYLOAD = 0x15;
const KEY_BYTES = 20;
const KeyOperation = { Read: 0, Set: 1, Lock: 2 } as const;
const KG_ID = 1;
const KeyState = { Locked: 1, Unlocked: 2 } as const;

/** Channel commands (IPMI 2.0 §22.22–22.25, §24.8, §24.9). */
export const channelCommands = handlers(0x06, [
  [0x40, 3, setAccess],
  [0x41, 2, getAccess],
  [0x42, 1, info],
  [0x4e, 1, (call) => onLan(call, () => ok(SUPPORTED_PAYLOADS))],
  [0x4f, 2, (call) => onLan(call, () => payloadVersion(at(call.data, 1) & 0x3f))],
  [0x56, [3, 23], (call) => onLan(call, () => securityKeys(call))],
]);

function channelOf({ data, request }: Call): number {
  const named = at(data, 0) & 0x0f;
  return named === PRESENT_CHANNEL ? request.channel : named;
}

function onLan(call: Call, run: (channel: number) => ReturnType<typeof ok>) {
  const channel = channelOf(call);
  return channel === call.bmc.profile.lanChannel ? run(channel) : refuse(CompletionCode.InvalidField);
}

/** Volatile settings begin as the non-volatile ones and are forgotten when the BMC restarts. */
function setAccess(call: Call) {
  return onLan(call, (channel) => {
    const { bmc, data } = call;
    const [access, limit] = [at(data, 1), at(data, 2)];
    const [accessStore, limitStore] = [access >> 6, limit >> 6];
    if (accessStore === 3 || limitStore === 3) return refuse(CompletionCode.InvalidField);
    for (const store of [1, 2]) {
      const before = channelAccess(call, channel, store === 2);
      const after = [
        accessStore === DONT_CHANGE || accessStore !== store ? before[0] : access & 0x3f,
        limitStore === DONT_CHANGE || limitStore !== store ? before[1] : limit & 0x0f,
      ];
      if (store === 1) bmc.settings.set(`channel/${channel}/access`, after);
      else bmc.channelAccess = after;
    }
    return ok();
  });
}

function getAccess(call: Call) {
  return onLan(call, (channel) => {
    const store = at(call.data, 1) >> 6;
    if (store === 0 || store === 3) return refuse(CompletionCode.InvalidField);
    return ok(channelAccess(call, channel, store === 2));
  });
}

function channelAccess({ bmc }: Call, channel: number, isVolatile: boolean): readonly [number, number] {
  const stored = bmc.settings.get(`channel/${channel}/access`);
  const [access, limit] = (isVolatile ? bmc.channelAccess : null) ?? stored ?? FACTORY_ACCESS;
  return [access ?? FACTORY_ACCESS[0], limit ?? FACTORY_ACCESS[1]];
}

function info(call: Call) {
  const channel = channelOf(call);
  const { lanChannel } = call.bmc.profile;
  const isLan = channel === lanChannel;
  const kind = isLan
    ? kinds.lan
    : channel === SYSTEM_INTERFACE
      ? kinds.system
      : channel === IPMB
        ? kinds.ipmb
        : null;
  if (kind === null) return refuse(CompletionCode.InvalidField);
  const sessions = isLan ? MULTI_SESSION | (call.request.session === null ? 0 : 1) : 0;
  const interrupts = channel === SYSTEM_INTERFACE ? [0xff, 0xff] : [0, 0];
  return ok([channel, ...kind, sessions, ...IPMI_FORUM, ...interrupts]);
}

function payloadVersion(type: number) {
  const isKnown = type <= SOL_PAYLOAD || (type >= 0x10 && type <= LAST_SETUP_PAYLOAD);
  return isKnown ? ok([PAYLOAD_VERSION]) : refuse(0x80);
}

/** Set Channel Security Keys (§22.25): K_g can be written, read and locked; there is no K_r. */
function securityKeys({ bmc, data }: Call) {
  const operation = at(data, 1) & 0x03;
  if (at(data, 2) !== KG_ID) return refuse(0x80);
  const isLocked = bmc.settings.get(`${BMC_KEY_SETTING}/locked`) !== undefined;
  const status = isLocked ? KeyState.Locked : KeyState.Unlocked;
  switch (operation) {
    case KeyOperation.Read:
      return isLocked ? ok([status]) : ok([status, ...(bmc.key ?? Buffer.alloc(KEY_BYTES))]);
    case KeyOperation.Set:
      if (isLocked) return refuse(0x81);
      if (data.length !== 3 + KEY_BYTES) return refuse(CompletionCode.DataLengthInvalid);
      bmc.settings.set(BMC_KEY_SETTING, data.subarray(3));
      return ok([status]);
    case KeyOperation.Lock:
      bmc.settings.set(`${BMC_KEY_SETTING}/locked`, [1]);
      return ok([1]);
    default:
      return refuse(CompletionCode.InvalidField);
  }
}
