import { Privilege } from "@/server/ipmi";
import type { AllocationInfo } from "@/server/ipmi/commands/storage/allocation-info";
import { getSelAllocationInfo } from "@/server/ipmi/commands/storage/get-sel-allocation-info";
import { getSelInfo, type SelInfo } from "@/server/ipmi/commands/storage/get-sel-info";
import { failAs } from "../fail-as";
import { timestampNumeric } from "../timestamps";
import { defineVerb } from "../verb";

interface Info extends SelInfo {
  readonly allocation: AllocationInfo | null;
}

export const info = defineVerb<void, Info>({
  path: ["sel", "info"],
  aliases: [["sel"]],
  usage: "",
  summary: "Size and age of the event log",
  privilege: Privilege.User,
  class: "read",
  parse: () => undefined,
  async run({ bmc, signal }) {
    const info = await failAs(bmc.send(getSelInfo, undefined, { signal }), {
      silent: "Get SEL Info command failed",
    });
    if (!info.supportsAllocationInfo) return { ...info, allocation: null };
    const allocation = await failAs(bmc.send(getSelAllocationInfo, undefined, { signal }), {
      silent: "Get SEL Allocation Info command failed",
      output: infoText({ ...info, allocation: null }),
    });
    return { ...info, allocation };
  },
  text: infoText,
});

const RECORD_BYTES = 16;
const UNKNOWN_SIZE = 65_535;

function infoText(info: Info): string {
  const { version, entries, freeBytes, allocation } = info;
  const standard = version === 0x51 || version === 0x02 ? "v1.5, v2 compliant" : "Unknown";
  const rows: (readonly [string, string | number])[] = [
    ["Version", `${version & 0x0f}.${version >> 4} (${standard})`],
    ["Entries", entries],
    ["Free Space", `${freeBytes} bytes ${freeBytes === UNKNOWN_SIZE ? "or more" : ""}`],
    ["Percent Used", percentUsed(entries, freeBytes)],
    ["Last Add Time", clockText(info.lastAdded)],
    ["Last Del Time", clockText(info.lastErased)],
    ["Overflow", `${info.overflow}`],
    ["Supported Cmds", supportedCommands(info)],
  ];
  if (allocation !== null) {
    rows.push(
      ["# of Alloc Units", allocation.units],
      ["Alloc Unit Size", allocation.unitSize],
      ["# Free Units", allocation.freeUnits],
      ["Largest Free Blk", allocation.largestFreeBlock],
      ["Max Record Size", allocation.longestRecord],
    );
  }
  return `SEL Information\n${rows.map(([label, value]) => `${label.padEnd(16)} : ${value}\n`).join("")}`;
}

/** ipmitool counts the bytes in use in sixteen bits. */
function percentUsed(entries: number, freeBytes: number): string {
  const used = (entries * RECORD_BYTES) & 0xffff;
  const size = freeBytes + used;
  if (size >= UNKNOWN_SIZE) return "unknown";
  return `${entries === 0 ? 0 : Math.trunc(100 * (used / size))}%`;
}

function clockText(stamp: number): string {
  return stamp === 0 || stamp === 0xffff_ffff ? "Not Available" : timestampNumeric(stamp);
}

function supportedCommands(info: SelInfo): string {
  const names = [
    info.supportsDelete ? "'Delete' " : "",
    info.supportsPartialAdd ? "'Partial Add' " : "",
    info.supportsReservation ? "'Reserve' " : "",
    info.supportsAllocationInfo ? "'Get Alloc Info' " : "",
  ].join("");
  return names === "" ? "None" : names;
}
