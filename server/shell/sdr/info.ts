import { Privilege } from "@/server/ipmi";
import {
  getSdrRepositoryInfo,
  type SdrRepositoryInfo,
} from "@/server/ipmi/commands/storage/get-sdr-repository-info";
import { failAs } from "../fail-as";
import { timestampNumeric } from "../timestamps";
import { defineVerb } from "../verb";

export const info = defineVerb<void, SdrRepositoryInfo>({
  path: ["sdr", "info"],
  usage: "",
  summary: "Size, age and abilities of the repository",
  privilege: Privilege.User,
  class: "read",
  parse: () => undefined,
  run: ({ bmc, signal }) =>
    failAs(bmc.send(getSdrRepositoryInfo, undefined, { signal }), {
      silent: "Get SDR Repository Info command failed",
    }),
  text: infoText,
});

const updateWords: Readonly<Record<SdrRepositoryInfo["update"], string>> = {
  unspecified: "unspecified",
  "non-modal": "non-modal",
  modal: "modal",
  "non-modal and modal": "modal and non-modal",
};

function infoText(info: SdrRepositoryInfo): string {
  const yesNo = (flag: boolean) => (flag ? "yes" : "no");
  const rows: readonly (readonly [string, string])[] = [
    ["SDR Version", `0x${info.version.toString(16)}`],
    ["Record Count", `${info.records}`],
    ["Free Space", freeSpace(info.freeBytes)],
    ["Most recent Addition", info.supportsPartialAdd ? timestampNumeric(info.lastAdded) : "NA"],
    ["Most recent Erase", info.supportsDelete ? timestampNumeric(info.lastErased) : "NA"],
    ["SDR overflow", yesNo(info.overflow)],
    ["SDR Repository Update Support", updateWords[info.update]],
    ["Delete SDR supported", yesNo(info.supportsDelete)],
    ["Partial Add SDR supported", yesNo(info.supportsPartialAdd)],
    ["Reserve SDR repository supported", yesNo(info.supportsReservation)],
    ["SDR Repository Alloc info supported", yesNo(info.supportsAllocationInfo)],
  ];
  return rows.map(([label, value]) => `${label.padEnd(36)}: ${value}\n`).join("");
}

function freeSpace(bytes: number): string {
  if (bytes === 0) return "none (full)";
  if (bytes === 0xffff) return "unspecified";
  return bytes === 0xfffe ? "> 64Kb - 2 bytes" : `${bytes} bytes`;
}
