import { getChannelInfo } from "../../../ipmi/commands/app/get-channel-info";
import { getDeviceId } from "../../../ipmi/commands/app/get-device-id";
import { getSessionInfo } from "../../../ipmi/commands/app/get-session-info";
import { getSystemGuid } from "../../../ipmi/commands/app/get-system-guid";
import { getSystemInfoParameters } from "../../../ipmi/commands/app/get-system-info-parameters";
import { getWatchdogTimer } from "../../../ipmi/commands/app/get-watchdog-timer";
import { NetFn } from "../../../ipmi/commands/command";
import type { Personality } from "../../personality";
import { success } from "../../protocol/reply";
import { edited, onReply, refusing } from "../replies";

/** Misbehaviour of what a BMC says of itself (quirks M11, M16–M22). */

const PRESENT_CHANNEL = 0x0e;
const SUPERMICRO_BY_MISTAKE = 47488;
/** Offset of the manufacturer's number in a reply to Get Device ID (IPMI 2.0 table 20-2). */
const MANUFACTURER = 6;
/** System information parameter 1 (IPMI 2.0 table 22-16c). */
const SYSTEM_FIRMWARE_VERSION = 1;
/** 44454c4c-4b00-1035-8044-c4c04f463232, as Dell makes them from service tags. */
const SMBIOS_GUID = Buffer.from("4c4c4544004b35108044c4c04f463232", "hex");

export const identityPersonalities: readonly Personality[] = [
  {
    name: "present-channel-unknown",
    quirks: ["M11"],
    seenOn: "several",
    summary: "The BMC does not say which channel a request comes by.",
    reply: refusing(getChannelInfo, 0xcc, ({ data }) => (data[0] ?? 0) === PRESENT_CHANNEL),
  },
  {
    name: "channels-unknown",
    quirks: ["M11"],
    seenOn: "old boards",
    summary: "Get Channel Info is not implemented.",
    reply: refusing(getChannelInfo, 0xc1),
  },
  {
    name: "manufacturer-of-somebody-else",
    quirks: ["M17"],
    seenOn: "Supermicro X8",
    summary: "Get Device ID has a manufacturer's number that is registered to another company.",
    reply: onReply(getDeviceId, (reply) =>
      edited(reply, (data) => {
        data.writeUIntLE(SUPERMICRO_BY_MISTAKE, MANUFACTURER, 3);
        return data;
      }),
    ),
  },
  {
    name: "auxiliary-firmware-missing",
    quirks: ["M21"],
    seenOn: "IPMI 1.5 boards",
    summary: "Get Device ID ends before the auxiliary firmware revision.",
    reply: onReply(getDeviceId, (reply) => edited(reply, (data) => data.subarray(0, 11))),
  },
  {
    name: "session-info-three-bytes",
    quirks: ["M18"],
    seenOn: "Supermicro",
    summary: "Get Session Info says that the session of the one who asks does not exist.",
    reply: onReply(getSessionInfo, (reply) =>
      edited(reply, (data) => {
        data.writeUInt8(0, 0);
        return data.subarray(0, 3);
      }),
    ),
  },
  {
    name: "system-info-refused",
    quirks: ["M19"],
    seenOn: "MSI, Supermicro X8DTL and X9DRFR, Intel Windmill",
    summary: "System information is refused whatever the privilege.",
    reply: refusing(getSystemInfoParameters, 0xd4),
  },
  {
    name: "watchdog-reply-empty",
    quirks: ["M20"],
    seenOn: "Sun X4100, Supermicro",
    summary: "Get Watchdog Timer succeeds and says nothing.",
    reply: onReply(getWatchdogTimer, () => success()),
  },
  {
    name: "guid-in-smbios-order",
    quirks: ["M16"],
    seenOn: "Dell",
    summary: "Get System GUID has the first three fields' bytes in SMBIOS's order.",
    reply: onReply(getSystemGuid, () => success(SMBIOS_GUID)),
  },
  {
    name: "guid-empty",
    quirks: ["M16"],
    seenOn: "Quanta, Supermicro",
    summary: "Get System GUID succeeds and says nothing.",
    reply: onReply(getSystemGuid, () => success()),
  },
  {
    name: "system-firmware-version-missing",
    quirks: ["M21"],
    seenOn: "several",
    summary: "Of the system information the firmware's version alone is not supported (80h).",
    reply: refusing(getSystemInfoParameters, 0x80, ({ data }) => data[1] === SYSTEM_FIRMWARE_VERSION),
  },
  {
    name: "oem-answers-short",
    quirks: ["M22"],
    seenOn: "Supermicro",
    summary: "The maker's own commands succeed with a single byte, however many belong there.",
    instead: ({ netFn }) => (netFn > NetFn.Oem ? success([0x5a]) : null),
  },
];
