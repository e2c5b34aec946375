import { PRESENT_CHANNEL, Privilege, type SetProgress, type SolBitRate } from "@/server/ipmi";
import { parseChannel } from "../channel/channel-number";
import { unknownValue } from "../completion-text";
import { privilegeName } from "../user/privilege-level";
import { defineVerb, UsageError, type VerbView } from "../verb";
import { solHelp } from "./help";
import { RMCP_PORT, readSolSettings, type SolSettings } from "./settings";

export const info = defineVerb<number, { channel: number; settings: SolSettings }>({
  path: ["sol", "info"],
  usage: "[<channel number>]",
  summary: "Settings of serial over LAN",
  privilege: Privilege.User,
  class: "read",
  parse: ([word, ...more]) => {
    if (more.length > 0) throw new UsageError(solHelp);
    return word === undefined ? PRESENT_CHANNEL : parseChannel(word);
  },
  run: async (context, channel) => ({ channel, settings: await readSolSettings(context, channel) }),
  text: ({ channel, settings }, view) => infoText(channel, settings, view),
});

const progressNames: Readonly<Record<SetProgress, string>> = {
  "set-complete": "set-complete",
  "set-in-progress": "set-in-progress",
  "commit-write": "commit-write",
  reserved: unknownValue(3),
};

const labels = [
  "Set in progress",
  "Enabled",
  "Force Encryption",
  "Force Authentication",
  "Privilege Level",
  "Character Accumulate Level (ms)",
  "Character Send Threshold",
  "Retry Count",
  "Retry Interval (ms)",
  "Volatile Bit Rate (kbps)",
  "Non-Volatile Bit Rate (kbps)",
  "Payload Channel",
  "Payload Port",
] as const;

/** What the BMC does not have is shown as ipmitool shows it: off, and zero. */
function infoText(channel: number, settings: SolSettings, { csv }: VerbView): string {
  const {
    forceEncryption = false,
    forceAuthentication = false,
    privilege = 0,
  } = settings.authentication ?? {};
  const { intervalMs = 0, characters = 0 } = settings.accumulation ?? {};
  const { count = 0, intervalMs: retryMs = 0 } = settings.retry ?? {};
  const payloadChannel = settings.payloadChannel ?? channel;
  const hex = payloadChannel.toString(16).padStart(2, "0");
  const values = [
    progressNames[settings.setInProgress ?? "set-complete"],
    settings.enabled ?? false,
    forceEncryption,
    forceAuthentication,
    privilegeName(privilege),
    intervalMs,
    characters,
    count,
    retryMs,
    bitRateText(settings.volatileBitRate),
    bitRateText(settings.nonVolatileBitRate),
    csv ? payloadChannel : `${payloadChannel} (0x${hex})`,
    settings.payloadPort ?? RMCP_PORT,
  ];
  if (csv) return `${values.join(",")}\n`;
  return labels.map((label, index) => `${label.padEnd(32)}: ${values[index]}\n`).join("");
}

function bitRateText(rate: SolBitRate | null): string {
  if (rate === null || rate === "ipmi-messaging") return "IPMI-Over-Serial-Setting";
  return String(rate / 1000);
}
