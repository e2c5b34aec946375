import {
  type AlertAddress,
  type AlertDestination,
  type AlertPolicy,
  type ChannelInfo,
  CompletionCodeError,
  DecodeError,
  getChannelInfo,
  lanParameters,
  PefParameter,
  Privilege,
} from "@/server/ipmi";
import { evaluated } from "../channel/evaluated";
import { completionText } from "../completion-text";
import { readLanParameter } from "../lan/lan-settings";
import { parseByte } from "../numbers";
import { defineVerb, UsageError, type Verb, type VerbContext, VerbFailure } from "../verb";
import { type Field, fieldsText } from "./fields";
import { policyHelp } from "./help";
import { readPef, writePef } from "./parameters";

interface LanDestination {
  readonly type: AlertDestination;
  /** Only of destinations for platform event traps. */
  readonly community: string | null;
  readonly address: AlertAddress | null;
}

interface NumberedPolicy {
  readonly number: number;
  readonly policy: AlertPolicy;
  readonly channel: ChannelInfo | null;
  /** Null where the channel is no LAN, or the BMC does not tell. */
  readonly destination: LanDestination | null;
}

const MAX_POLICY = 127;

export const listPolicies = defineVerb<void, readonly NumberedPolicy[]>({
  path: ["pef", "policy", "list"],
  usage: "",
  summary: "The alert policy table",
  privilege: Privilege.Operator,
  class: "read",
  parse: () => undefined,
  run: async (context) => {
    const size = await evaluated(readPef(context, "policy-count", PefParameter.PolicyCount));
    const count = size?.count ?? 0;
    if (count === 0) throw new VerbFailure("PEF Alert Policy isn't supported.");
    const policies: NumberedPolicy[] = [];
    for (let number = 1; number <= count; number++) {
      const row = await noted(context, readPef(context, "policy", PefParameter.Policy, number));
      if (row === null) continue;
      const { bmc, signal } = context;
      const asked = { channel: row.policy.channel };
      const channel = await noted(context, bmc.send(getChannelInfo, asked, { signal }));
      const isLan = channel?.medium === "lan";
      const destination = isLan ? await readDestination(context, row.policy) : null;
      policies.push({ number: row.number, policy: row.policy, channel, destination });
    }
    return policies;
  },
  text: (policies, { verbosity }) => policies.map((row) => policyText(row, verbosity > 0)).join(""),
});

/** Null, and a note, when the BMC refuses. */
async function noted<Answer>({ note }: VerbContext, answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CompletionCodeError) {
      note(`IPMI command failed: ${completionText(error.completionCode)}`);
    } else if (error instanceof DecodeError) note("Unexpected data length received.");
    else throw error;
    return null;
  }
}

async function readDestination(
  context: VerbContext,
  { channel, destination: set }: AlertPolicy,
): Promise<LanDestination | null> {
  const type = await noted(context, readLanParameter(context, channel, lanParameters.destinationType, set));
  if (type === null) {
    context.note(" **Error retrieving Alert destination type");
    return null;
  }
  const community =
    type.kind === "pet"
      ? await noted(context, readLanParameter(context, channel, lanParameters.community))
      : null;
  const address = await noted(
    context,
    readLanParameter(context, channel, lanParameters.destinationAddress, set),
  );
  if (address === null) context.note(" **Error retrieving Alert destination info");
  return { type, community, address };
}

const ruleNames: Readonly<Record<NonNullable<AlertPolicy["rule"]>, string>> = {
  always: "Match-always",
  "unless-earlier-succeeded": "Try-next-entry",
  "stop-after-earlier-success": "Try-next-set",
  "next-channel": "Try-next-channel",
  "next-destination-type": "Try-next-destination",
};

/** IPMI 2.0 table 6-3, in ipmitool's words for policies. */
const mediumNames = [
  "None",
  "IPMB (I2C)",
  "ICMB v1.0",
  "ICMB v0.9",
  "802.3 LAN",
  "Serial/Modem (RS-232)",
  "Other LAN",
  "PCI SMBus",
  "SMBus v1.0/1.1",
  "SMBus v2.0",
  "USB 1.x",
  "USB 2.x",
  "System I/F (KCS,SMIC,BT)",
] as const;

function policyText(row: NumberedPolicy, verbose: boolean): string {
  const { number, policy, channel } = row;
  const fields: readonly Field[] = [
    ["Alert policy table entry", String(number)],
    ["Policy set", String(policy.policy)],
    ["State", policy.enabled ? "enabled" : "disabled"],
    ["Policy entry rule", policy.rule === null ? "None" : ruleNames[policy.rule]],
    ...(policy.eventSpecificString ? [["Event-specific", "true"] as const] : []),
  ];
  if (channel === null) return fieldsText(fields, verbose);
  const where: readonly Field[] = [
    ["Channel number", String(channel.channel)],
    ["Channel medium", mediumNames[channel.mediumCode] ?? "None"],
  ];
  return `${fieldsText([...fields, ...where, ...destinationFields(row)], verbose)}\n`;
}

const kindNames = { pet: "PET", oem1: "OEM 1", oem2: "OEM 2" } as const;

function destinationFields({ policy, channel, destination }: NumberedPolicy): readonly Field[] {
  if (channel?.medium === "serial") return [];
  if (channel?.medium !== "lan") return [["Destination ID", String(policy.destination)]];
  if (destination === null) return [];
  const { type, community, address } = destination;
  return [
    ["Alert destination type", type.kind === null ? "None" : kindNames[type.kind]],
    ...(community === null ? [] : [["PET Community", community] as const]),
    ["ACK timeout/retry (secs)", String(type.seconds)],
    ["Retries", String(type.retries)],
    ...(address?.family === "ipv4"
      ? ([
          ["IP address", address.address],
          ["MAC address", address.mac],
        ] as const)
      : []),
  ];
}

export const switchPolicy: readonly Verb[] = [switching("enable"), switching("disable")];

function switching(word: "enable" | "disable"): Verb {
  const enabled = word === "enable";
  return defineVerb<number, { number: number; enabled: boolean }>({
    path: ["pef", "policy", word],
    usage: "<id = 1..n>",
    summary: enabled ? "Switches a row of the alert policy table on" : "Switches a row off",
    privilege: Privilege.Administrator,
    class: "idempotent",
    parse: (words) => {
      const [id] = words;
      if (id === undefined || words.length > 1) {
        throw new UsageError(`Not enough arguments given.\n${policyHelp}`);
      }
      const number = parseByte(id);
      if (number === null) throw new UsageError(`Invalid PEF Policy ID given: ${id}`);
      if (number >= 1 && number <= MAX_POLICY) return number;
      throw new UsageError("PEF Policy ID out of range. Valid range is <1..127>.");
    },
    run: async (context, number) => {
      const size = await evaluated(readPef(context, "policy-count", PefParameter.PolicyCount));
      const count = size?.count ?? 0;
      if (count === 0) throw new VerbFailure("PEF Policy isn't supported.");
      if (number > count) {
        throw new VerbFailure(`PEF Policy ID out of range. Valid range is (1..${count}).`);
      }
      const row = await evaluated(readPef(context, "policy", PefParameter.Policy, number));
      if (row === null) throw new VerbFailure("Unexpected data length received.");
      const policy = { ...row.policy, enabled };
      await evaluated(writePef(context, { parameter: "policy", number, policy }), {
        consequence: `Failed to ${word} PEF Policy ID ${number}.`,
      });
      return { number, enabled };
    },
    text: ({ number }) => `PEF Policy ID ${number} is ${word}d now.\n`,
  });
}
