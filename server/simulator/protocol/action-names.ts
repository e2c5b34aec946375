import { NetFn } from "../../ipmi/commands/command";
import type { ActionRecord, MachineRequest } from "../machine";

type Action = Pick<ActionRecord, "action" | "details">;
type Describe = (data: Buffer) => Action | null;

const powerVerbs = ["off", "on", "cycle", "reset", "diag", "soft"];

const named =
  (action: string): Describe =>
  () => ({ action });

const withNumber =
  (action: string, detail: string, at: number): Describe =>
  (data) => ({ action, details: { [detail]: data[at] ?? 0 } });

/** Clear commands ask for the state of an erasure, too: only the erasure itself is an action (IPMI 2.0 §31.9, §33.13). */
const START_ERASURE = 0xaa;
const clearing =
  (action: string): Describe =>
  (data) =>
    data[5] === START_ERASURE ? { action } : null;

/** Chassis Identify (IPMI 2.0 §28.5): 15 s unless said. */
function identify(data: Buffer): Action {
  const force = ((data[1] ?? 0) & 1) !== 0;
  return { action: "identify", details: force ? { force } : { seconds: data[0] ?? 15 } };
}

const userId: (action: string) => Describe = (action) => (data) => ({
  action,
  details: { user: (data[0] ?? 0) & 0x3f },
});

const passwordWords = ["user disable", "user enable", "user set password", null];

/** Commands that change something, in ipmitool's words where it has some. No password goes into the log. */
const actions: Readonly<Record<number, Readonly<Record<number, Describe>>>> = {
  [NetFn.Chassis]: {
    2: (data) => {
      const verb = powerVerbs[(data[0] ?? 0) & 0x0f];
      return verb === undefined ? null : { action: `power ${verb}` };
    },
    3: named("chassis reset"),
    4: identify,
    5: named("chassis set capabilities"),
    6: withNumber("chassis policy", "policy", 0),
    8: (data) => ({
      action: "chassis bootparam set",
      details: { parameter: (data[0] ?? 0) & 0x7f, data: data.subarray(1).toString("hex") },
    }),
    10: named("chassis set front panel"),
    11: withNumber("chassis set power cycle interval", "seconds", 0),
  },
  [NetFn.SensorEvent]: {
    0: named("event set receiver"),
    2: named("event"),
    18: withNumber("pef set", "parameter", 0),
    22: named("alert immediate"),
    36: withNumber("sensor hysteresis", "sensor", 0),
    38: withNumber("sensor thresh", "sensor", 0),
    40: withNumber("sensor event enable", "sensor", 0),
    42: withNumber("sensor re-arm", "sensor", 0),
    48: withNumber("sensor set reading", "sensor", 0),
  },
  [NetFn.App]: {
    2: named("mc reset cold"),
    3: named("mc reset warm"),
    6: named("set ACPI power state"),
    34: named("mc watchdog reset"),
    36: named("mc watchdog set"),
    46: withNumber("mc setenables", "enables", 0),
    64: named("channel set access"),
    67: (data) => ({ action: "channel setaccess", details: { user: (data[1] ?? 0) & 0x3f } }),
    69: userId("user set name"),
    71: (data) => {
      const action = passwordWords[(data[1] ?? 3) & 0x03];
      return action ? { action, details: { user: (data[0] ?? 0) & 0x3f } } : null;
    },
    72: named("sol activate"),
    73: named("sol deactivate"),
    76: (data) => ({ action: "sol payload", details: { user: (data[1] ?? 0) & 0x3f } }),
    86: named("channel set keys"),
    88: withNumber("mc setsysinfo", "parameter", 0),
  },
  [NetFn.Storage]: {
    18: (data) => ({
      action: "fru write",
      details: {
        fru: data[0] ?? 0,
        offset: (data[1] ?? 0) | ((data[2] ?? 0) << 8),
        bytes: Math.max(0, data.length - 3),
      },
    }),
    36: named("sdr add"),
    37: named("sdr partial add"),
    38: named("sdr delete"),
    39: clearing("sdr clear"),
    41: named("sdr time set"),
    68: named("sel add"),
    69: named("sel partial add"),
    70: (data) => ({ action: "sel delete", details: { record: (data[2] ?? 0) | ((data[3] ?? 0) << 8) } }),
    71: clearing("sel clear"),
    73: named("sel time set"),
    93: named("sel time set utc offset"),
  },
  [NetFn.Transport]: {
    1: (data) => ({
      action: "lan set",
      details: { channel: (data[0] ?? 0) & 0x0f, parameter: data[1] ?? 0 },
    }),
    33: (data) => ({
      action: "sol set",
      details: { channel: (data[0] ?? 0) & 0x0f, parameter: data[1] ?? 0 },
    }),
  },
  [NetFn.GroupExtension]: {
    4: named("dcmi power set_limit"),
    5: named("dcmi power activate"),
    8: named("dcmi set_asset_tag"),
    10: named("dcmi set_mc_id_string"),
    11: named("dcmi thermalpolicy set"),
    18: named("dcmi set_conf_param"),
  },
};

/** What the log calls a command that was carried out; null for one that only reads. */
export function describeAction({ netFn, command, data }: MachineRequest): Action | null {
  return actions[netFn]?.[command]?.(data) ?? null;
}
