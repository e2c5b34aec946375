import { BootOption } from "@/server/ipmi/commands/chassis/boot-options";
import type { BootOptionData } from "@/server/ipmi/commands/chassis/get-system-boot-options";
import { manufacturerName } from "../manufacturers";
import { timestampNumeric } from "../timestamps";
import { bootFlagsText } from "./boot-flags-text";

export interface BootTextOptions {
  readonly utc?: boolean | undefined;
  /** Mailbox blocks as text. */
  readonly asText?: boolean;
  /** The block is one of all, and says which. */
  readonly allBlocks?: boolean;
}

/** Bytes each parameter has at least. */
const shortest: Readonly<Record<number, number>> = {
  [BootOption.SetInProgress]: 1,
  [BootOption.ServicePartitionSelector]: 1,
  [BootOption.ServicePartitionScan]: 1,
  [BootOption.ValidBitClearing]: 1,
  [BootOption.InfoAcknowledge]: 2,
  [BootOption.BootFlags]: 4,
  [BootOption.InitiatorInfo]: 9,
  [BootOption.InitiatorMailbox]: 1,
};

/** A boot option in ipmitool's words; null when the BMC sent fewer bytes than the parameter has. */
export function bootOptionText(read: BootOptionData, options: BootTextOptions = {}): string | null {
  const { parameter, data } = read;
  if (data.length < (shortest[parameter] ?? 0)) return null;
  const first = data[0] ?? 0;
  switch (parameter) {
    case BootOption.SetInProgress:
      return ` Set In Progress : ${progress[first & 0x03] ?? "error, reserved bit"}\n`;
    case BootOption.ServicePartitionSelector:
      return ` Service Partition Selector : ${first === 0 ? "unspecified" : first}\n`;
    case BootOption.ServicePartitionScan:
      return ` Service Partition Scan :\n${marked(scan, first, "     - ")}`;
    case BootOption.ValidBitClearing:
      return ` BMC boot flag valid bit clearing :\n${marked(clearing, first, "     - ")}`;
    case BootOption.InfoAcknowledge:
      return ` Boot Info Acknowledge :\n${marked(acknowledged, data[1] ?? 0, "    - ")}`;
    case BootOption.BootFlags:
      return bootFlagsText(data);
    case BootOption.InitiatorInfo:
      return initiatorText(data, options.utc);
    case BootOption.InitiatorMailbox:
      return mailboxText(data, options);
    default:
      return ` Unsupported parameter ${parameter}\n`;
  }
}

const progress = ["set complete", "set in progress", "commit write"];

type Bits = readonly (readonly [number, string])[];

const scan: Bits = [
  [0x01, "Request BIOS to scan"],
  [0x02, "Service Partition Discovered"],
];

const clearing: Bits = [
  [0x10, "Don't clear valid bit on reset/power cycle cause by PEF"],
  [0x08, "Don't automatically clear boot flag valid bit on timeout"],
  [0x04, "Don't clear valid bit on reset/power cycle cause by watchdog"],
  [0x02, "Don't clear valid bit on push button reset // soft reset"],
  [0x01, "Don't clear valid bit on power up via power push button or wake event"],
];

const acknowledged: Bits = [
  [0x10, "OEM has handled boot info"],
  [0x08, "SMS has handled boot info"],
  [0x04, "OS // service partition has handled boot info"],
  [0x02, "OS Loader has handled boot info"],
  [0x01, "BIOS/POST has handled boot info"],
];

function marked(bits: Bits, value: number, bullet: string): string {
  const set = bits.filter(([bit]) => (value & bit) !== 0);
  return set.length > 0 ? set.map(([, text]) => `${bullet}${text}\n`).join("") : "     No flag set\n";
}

function initiatorText(data: Buffer, utc = false): string {
  const session = data.readUInt32LE(1).toString(16).toUpperCase().padStart(8, "0");
  return [
    " Boot Initiator Info :\n",
    `    Channel Number : ${(data[0] ?? 0) & 0x0f}\n`,
    `    Session Id     : ${session}h\n`,
    `    Timestamp      : ${timestampNumeric(data.readUInt32LE(5), utc)}\n`,
  ].join("");
}

const IANA_BYTES = 3;

function mailboxText(data: Buffer, { asText = false, allBlocks = false }: BootTextOptions): string {
  const block = data[0] ?? 0;
  let content = data.subarray(1);
  let text = allBlocks ? "" : ` Selector       : ${block}\n`;
  if (block === 0 && content.length >= IANA_BYTES) {
    const iana = content.readUIntLE(0, IANA_BYTES);
    text += ` IANA PEN       : ${iana} [${manufacturerName(iana)}]\n`;
    content = content.subarray(IANA_BYTES);
  }
  const label = allBlocks ? ` Block ${String(block).padStart(3)} Data : ` : " Block Data     : ";
  const shown = asText ? `'${printable(content)}'` : content.toString("hex");
  return `${text}${label}${shown}\n`;
}

function printable(bytes: Buffer): string {
  return bytes
    .toString("latin1")
    .replace(/\0.*$/s, "")
    .replace(/[^\x20-\x7e]/g, "?");
}
