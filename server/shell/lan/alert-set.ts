import {
  type AlertAddress,
  type AlertDestination,
  CompletionCodeError,
  lanParameters,
  Privilege,
  setLanConfigurationParameters,
  type WritableLanParameter,
} from "@/server/ipmi";
import { completionText } from "../completion-text";
import { parseByte } from "../numbers";
import { defineVerb, UsageError, VerbFailure } from "../verb";
import { parseIpv4, parseMac } from "./address-words";
import { alertChannel, parseAlert, requireDestination } from "./alert-print";
import { type LanTarget, present } from "./change";
import { alertSetHelp } from "./help";
import { parseLanChannel } from "./lan-channel";

type Ipv4AlertAddress = Extract<AlertAddress, { family: "ipv4" }>;

/** Changes one alert destination; gives what ipmitool prints. */
type AlertChange = (target: LanTarget, alert: number) => Promise<string>;

export const setAlert = defineVerb<
  { channel: number; alert: number; change: AlertChange },
  { channel: number; alert: number; says: string }
>({
  path: ["lan", "alert", "set"],
  usage: "<channel number> <alert destination> <command> <parameter>",
  summary: "Changes where a LAN channel sends an alert",
  privilege: Privilege.Administrator,
  class: "idempotent",
  parse: ([channel, alert, word, value]) => {
    if (channel === "help") throw new UsageError(alertSetHelp, 0);
    if (channel === undefined || alert === undefined || word === undefined || value === undefined) {
      throw new UsageError(alertSetHelp);
    }
    const parse = Object.hasOwn(changes, word) ? changes[word] : undefined;
    if (parse === undefined) throw new UsageError(alertSetHelp);
    return { channel: parseLanChannel(channel), alert: parseAlert(alert), change: parse(value) };
  },
  run: async (context, { channel: named, alert, change }) => {
    const channel = await alertChannel(context, named);
    await requireDestination(context, channel, alert);
    return { channel, alert, says: await change({ context, channel }, alert) };
  },
  text: ({ says }) => says,
});

const changes: Readonly<Record<string, (value: string) => AlertChange>> = {
  ipaddr: (value) => {
    const address = parseIpv4(value);
    return toAddress((old) => ({ ...old, address }), `IP Address to ${address}`);
  },
  macaddr: (value) => {
    const mac = parseMac(value);
    return toAddress((old) => ({ ...old, mac }), `MAC Address to ${mac}`);
  },
  gateway: (value) => {
    const gateway = oneOf(value, {
      def: "default",
      default: "default",
      bak: "backup",
      backup: "backup",
    } as const);
    const name = gateway === "backup" ? "Backup" : "Default";
    return toAddress((old) => ({ ...old, gateway }), `to use ${name} Gateway`);
  },
  ack: (value) => {
    const acknowledged = oneOf(value, { on: true, yes: true, off: false, no: false });
    const says = `to ${acknowledged ? "Acknowledged" : "Unacknowledged"}`;
    return toDestination((old) => ({ ...old, acknowledged }), says);
  },
  type: (value) => {
    const [kind, name] = oneOf(value, {
      pet: ["pet", "PET Trap"],
      oem1: ["oem1", "OEM 1"],
      oem2: ["oem2", "OEM 2"],
    } as const);
    return toDestination((old) => ({ ...old, kind }), `destination to ${name}`);
  },
  time: (value) => {
    const seconds = parseByte(value);
    if (seconds === null) throw new UsageError(`Invalid time: ${value}`);
    return toDestination((old) => ({ ...old, seconds }), `timeout/retry to ${seconds} seconds`);
  },
  retry: (value) => {
    const given = parseByte(value);
    if (given === null) throw new UsageError(`Invalid retry: ${value}`);
    const retries = given & 0x07;
    return toDestination((old) => ({ ...old, retries }), `number of retries to ${retries}`);
  },
};

function oneOf<Value>(word: string, table: Readonly<Record<string, Value>>): Value {
  const value = Object.hasOwn(table, word) ? table[word] : undefined;
  if (value === undefined) throw new UsageError(alertSetHelp);
  return value;
}

function toAddress(change: (old: Ipv4AlertAddress) => Ipv4AlertAddress, says: string): AlertChange {
  return async (target, alert) => {
    const old = await present(target, lanParameters.destinationAddress, alert);
    if (old.family !== "ipv4") throw new VerbFailure(`Alert ${alert} does not go to an IPv4 address`);
    return write<AlertAddress>(target, alert, lanParameters.destinationAddress, change(old), says);
  };
}

function toDestination(change: (old: AlertDestination) => AlertDestination, says: string): AlertChange {
  return async (target, alert) => {
    const old = await present(target, lanParameters.destinationType, alert);
    return write(target, alert, lanParameters.destinationType, change(old), says);
  };
}

async function write<Value>(
  { context, channel }: LanTarget,
  alert: number,
  parameter: WritableLanParameter<Value>,
  value: Value,
  what: string,
): Promise<string> {
  const says = `Setting LAN Alert ${alert} ${what}\n`;
  try {
    const command = setLanConfigurationParameters(parameter);
    await context.bmc.send(command, { channel, value }, { signal: context.signal });
    return says;
  } catch (error) {
    if (!(error instanceof CompletionCodeError)) throw error;
    const text = completionText(error.completionCode);
    throw new VerbFailure(`Set LAN Parameter '${parameter.name}' failed: ${text}`, {
      cause: error,
      output: says,
    });
  }
}
