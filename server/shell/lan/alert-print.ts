import {
  type AlertAddress,
  type AlertDestination,
  CompletionCodeError,
  lanParameters,
  Privilege,
} from "@/server/ipmi";
import { parseByte } from "../numbers";
import { defineVerb, UsageError, type VerbContext, VerbFailure } from "../verb";
import { lanChannel, parseLanChannel } from "./lan-channel";
import { readLanParameter } from "./lan-settings";

interface Alert {
  readonly destination: AlertDestination;
  readonly address: AlertAddress;
}

interface AlertArguments {
  readonly channel: number | null;
  /** Null: all. */
  readonly alert: number | null;
}

export const printAlerts = defineVerb<AlertArguments, readonly Alert[]>({
  path: ["lan", "alert", "print"],
  usage: "[<channel number> [<alert destination>]]",
  summary: "Where a LAN channel sends its alerts",
  privilege: Privilege.Operator,
  class: "read",
  parse: ([channel, alert]) => ({
    channel: channel === undefined ? null : parseLanChannel(channel),
    alert: alert === undefined ? null : parseAlert(alert),
  }),
  run: async (context, args) => {
    const channel = await alertChannel(context, args.channel);
    if (args.alert !== null) {
      await requireDestination(context, channel, args.alert);
      const alert = await readAlert(context, channel, args.alert);
      if (alert === null) throw new VerbFailure(`The BMC does not tell about alert ${args.alert}`);
      return [alert];
    }
    const last = await lastDestination(context, channel);
    if (last === null) throw new VerbFailure("The BMC does not tell how many alert destinations it has");
    const alerts: Alert[] = [];
    for (let set = 0; set <= last; set++) {
      const alert = await readAlert(context, channel, set);
      if (alert !== null) alerts.push(alert);
    }
    return alerts;
  },
  text: (alerts) => alerts.map(alertText).join(""),
});

export function parseAlert(word: string): number {
  const alert = parseByte(word);
  if (alert === null) throw new UsageError(`Invalid alert: ${word}`);
  return alert;
}

export function alertChannel(context: VerbContext, named: number | null): Promise<number> {
  return lanChannel(context, named, (none) => `Channel ${none} is not a LAN channel`);
}

export async function requireDestination(context: VerbContext, channel: number, alert: number) {
  const last = await lastDestination(context, channel);
  if (last === null || alert > last) throw new VerbFailure(`Alert ${alert} is not a valid destination`);
}

/** Destinations are numbered from 0, the volatile one. */
function lastDestination(context: VerbContext, channel: number): Promise<number | null> {
  return refusedAsNull(readLanParameter(context, channel, lanParameters.destinationCount));
}

async function readAlert(context: VerbContext, channel: number, set: number): Promise<Alert | null> {
  const { destinationType, destinationAddress } = lanParameters;
  const destination = await refusedAsNull(readLanParameter(context, channel, destinationType, set));
  if (destination === null) return null;
  const address = await refusedAsNull(readLanParameter(context, channel, destinationAddress, set));
  return address === null ? null : { destination, address };
}

async function refusedAsNull<Value>(answer: Promise<Value | null>): Promise<Value | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CompletionCodeError) return null;
    throw error;
  }
}

const kindTexts = { pet: "PET Trap", oem1: "OEM 1", oem2: "OEM 2" } as const;

function alertText({ destination, address }: Alert): string {
  const { set, acknowledged, kind, seconds, retries } = destination;
  const rows = [
    ["Alert Destination", String(set)],
    ["Alert Acknowledge", acknowledged ? "Acknowledged" : "Unacknowledged"],
    ["Destination Type", kind === null ? "Unknown" : kindTexts[kind]],
    [acknowledged ? "Acknowledge Timeout" : "Retry Interval", String(seconds)],
    ["Number of Retries", String(retries)],
    ...addressRows(address),
  ];
  return `${rows.map(([label = "", text = ""]) => `${label.padEnd(24)}: ${text}\n`).join("")}\n`;
}

function addressRows(address: AlertAddress): readonly (readonly string[])[] {
  if (address.family !== "ipv4") return [];
  return [
    ["Alert Gateway", address.gateway === "backup" ? "Backup" : "Default"],
    ["Alert IP Address", address.address],
    ["Alert MAC Address", address.mac],
  ];
}
