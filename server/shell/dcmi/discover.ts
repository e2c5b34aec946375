import { Privilege } from "@/server/ipmi";
import {
  type DcmiCapabilities,
  DcmiCapability,
  getDcmiCapabilitiesInfo,
} from "@/server/ipmi/commands/dcmi/get-dcmi-capabilities-info";
import { defineVerb, VerbFailure } from "../verb";
import { dcmiAnswer } from "./dcmi-failure";

/** What ipmitool asks for, in its order and with its names (and spelling). */
const parameters = [
  { parameter: DcmiCapability.Supported, name: "platform" },
  { parameter: DcmiCapability.MandatoryAttributes, name: "mandatory_attributes" },
  { parameter: DcmiCapability.OptionalAttributes, name: "optional_attributes" },
  { parameter: DcmiCapability.ManageabilityAccess, name: "managebility access" },
] as const;

interface Discovered {
  readonly parameter: number;
  readonly capabilities: DcmiCapabilities;
}

export const discover = defineVerb<void, readonly Discovered[]>({
  path: ["dcmi", "discover"],
  usage: "",
  summary: "What DCMI can do on this platform",
  privilege: Privilege.User,
  class: "read",
  parse: () => undefined,
  run: async ({ bmc, signal }) => {
    const found: Discovered[] = [];
    for (const { parameter, name } of parameters) {
      const last = `Error discovering ${name} capabilities!\n`;
      const output = found.map(capabilityText).join("");
      const capabilities = await dcmiAnswer(bmc.send(getDcmiCapabilitiesInfo, { parameter }, { signal }), {
        last,
        output,
      });
      const problem = misfit(parameter, capabilities);
      if (problem !== null) throw new VerbFailure(`${problem}\n${last}`, { output });
      found.push({ parameter, capabilities });
    }
    return found;
  },
  text: (found) => `${found.map(capabilityText).join("")}\n`,
});

const KNOWN_CONFORMANCE = ["1.0", "1.1", "1.5"];
const KNOWN_REVISIONS = [1, 2];

/** Why the answer cannot be read; null when it can. */
function misfit(
  parameter: number,
  { major, minor, parameterRevision, data }: DcmiCapabilities,
): string | null {
  if (!KNOWN_CONFORMANCE.includes(`${major}.${minor}`)) {
    return "ERROR!  This command is not available on this platform";
  }
  if (!KNOWN_REVISIONS.includes(parameterRevision)) {
    return "ERROR!  This command is not compatible with this version";
  }
  return data.length < (shortest[parameter] ?? 0) ? "ERROR!  The answer is too short" : null;
}

/** Bytes each parameter has at least (DCMI 1.5 table 6-3). */
const shortest: Readonly<Record<number, number>> = { 1: 3, 2: 4, 3: 2, 4: 3 };

const mandatory = [
  "Identification support available",
  "SEL logging available",
  "Chassis power available",
  "Temperature monitor available",
];
const optional = ["Power management available"];
const access = [
  "In-band KCS channel available",
  "Out-of-band serial TMODE available",
  "Out-of-band secondary LAN channel available",
  "Out-of-band primary LAN channel available",
  "SOL enabled",
  "VLAN capable",
];
const identification = ["GUID", "DHCP hostname", "Asset tag"];
const monitoring = ["inlet", "cpu", "baseboard"];

function capabilityText({ parameter, capabilities }: Discovered): string {
  const [first = 0, second = 0, third = 0, fourth = 0] = capabilities.data;
  switch (parameter) {
    case DcmiCapability.Supported:
      return [
        "    Supported DCMI capabilities:\n",
        `\n         Mandatory platform capabilities\n${flags(mandatory, first)}`,
        `\n         Optional platform capabilities\n${flags(optional, second)}`,
        `\n         Managebility access capabilities\n${flags(access, third)}`,
      ].join("");
    case DcmiCapability.MandatoryAttributes:
      return [
        "\n    Mandatory platform attributes:\n",
        "\n         SEL Attributes: ",
        `\n               SEL automatic rollover is ${(second & 0x80) !== 0 ? "enabled" : "not present"}`,
        `\n               ${(first | (second << 8)) & 0xfff} SEL entries\n`,
        `\n         Identification Attributes: \n${flags(identification, third)}`,
        `\n         Temperature Monitoring Attributes: \n${flags(monitoring, fourth)}`,
      ].join("");
    case DcmiCapability.OptionalAttributes:
      return powerManagementText(first, second);
    default:
      return [
        "\n    Manageability Access Attributes: \n",
        `         ${channelText("Primary LAN channel", first, " is not available for OOB")}\n`,
        `         ${channelText("Secondary LAN channel", second, " is not available for OOB")}\n`,
        `         ${third === NO_CHANNEL ? "No serial channel is available" : channelText("Serial channel", third, "")}\n`,
      ].join("");
  }
}

const OWN_ADDRESS = 0x40;

function powerManagementText(address: number, channelAndRevision: number): string {
  const device =
    address === OWN_ADDRESS ? "20h (BMC)" : `${address.toString(16)}h (8bits)(Satellite/External controller)`;
  const channel = channelAndRevision >> 4;
  return [
    "\n    Optional Platform Attributes: \n\n         Power Management:\n",
    `                Slave address of device: ${device}\n`,
    `                Channel number is ${channel === 0 ? "0h (Primary BMC)" : `${channel.toString(16)}h `}\n`,
    `                    Device revision is ${channelAndRevision & 0x0f} \n`,
  ].join("");
}

const NO_CHANNEL = 0xff;

function channelText(what: string, channel: number, absent: string): string {
  return channel === NO_CHANNEL ? `${what}${absent}` : `${what} number: ${channel} is available`;
}

function flags(names: readonly string[], bits: number): string {
  return names.map((name, bit) => ((bits >> bit) & 1 ? `        ${name}\n` : "")).join("");
}
