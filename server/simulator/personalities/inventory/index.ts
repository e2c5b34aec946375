import { getChannelInfo } from "../../../ipmi/commands/app/get-channel-info";
import { getDeviceId } from "../../../ipmi/commands/app/get-device-id";
import { getSessionInfo } from "../../../ipmi/commands/app/get-session-info";
import { getSystemInfoParameters } from "../../../ipmi/commands/app/get-system-info-parameters";
import { getWatchdogTimer } from "../../../ipmi/commands/app/get-watchdog-timer";
import { getDcmiCapabilitiesInfo } from "../../../ipmi/commands/dcmi/get-dcmi-capabilities-info";
import { getPowerReading } from "../../../ipmi/commands/dcmi/get-power-reading";
import { getFruInventoryAreaInfo } from "../../../ipmi/commands/storage/get-fru-inventory-area-info";
import { readFruData } from "../../../ipmi/commands/storage/read-fru-data";
import type { Personality } from "../../personality";
import { success } from "../../protocol/reply";
import { edited, onReply, refusing } from "../replies";

/** Misbehaviour of identity, channels, FRU data and what else a BMC says of itself (quirks M11–M14, M17–M20, T10). */

const PRESENT_CHANNEL = 0x0e;
const SUPERMICRO_BY_MISTAKE = 47488;
/** Offset of the manufacturer's number in a reply to Get Device ID (IPMI 2.0 table 20-2). */
const MANUFACTURER = 6;

/** Changes a byte of the FRU wherever a reply holds it: the reply has a count before the bytes. */
function changedFruByte(offset: number, change: (byte: number) => number) {
  return onReply(readFruData, (reply, { data: asked }) =>
    edited(reply, (data) => {
      const place = 1 + offset - asked.readUInt16LE(1);
      if (place >= 1 && place < data.length) data.writeUInt8(change(data.readUInt8(place)), place);
      return data;
    }),
  );
}

export const inventoryPersonalities: readonly Personality[] = [
  {
    name: "present-channel-unknown",
    seenOn: "several",
    summary: "The BMC does not say which channel a request comes by.",
    reply: refusing(getChannelInfo, 0xcc, ({ data }) => (data[0] ?? 0) === PRESENT_CHANNEL),
  },
  {
    name: "channels-unknown",
    seenOn: "old boards",
    summary: "Get Channel Info is not implemented.",
    reply: refusing(getChannelInfo, 0xc1),
  },
  {
    name: "manufacturer-of-somebody-else",
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
    seenOn: "IPMI 1.5 boards",
    summary: "Get Device ID ends before the auxiliary firmware revision.",
    reply: onReply(getDeviceId, (reply) => edited(reply, (data) => data.subarray(0, 11))),
  },
  {
    name: "fru-header-checksum-wrong",
    seenOn: "Dell R610 and R710, Intel Tiger",
    summary: "The checksum of the FRU header does not fit it.",
    reply: changedFruByte(7, (checksum) => checksum ^ 0x55),
  },
  {
    name: "fru-parts-of-sixteen-bytes",
    seenOn: "several",
    summary: "More than sixteen bytes of a FRU at once are refused.",
    reply: refusing(readFruData, 0xca, ({ data }) => data.readUInt8(3) > 16),
  },
  {
    name: "fru-large-reads-unanswered",
    seenOn: "several",
    summary: "More than eight bytes of a FRU at once are not answered at all.",
    reply: onReply(readFruData, (reply, { data }) => (data.readUInt8(3) > 8 ? null : reply)),
  },
  {
    name: "fru-counts-lie",
    seenOn: "Inventec",
    summary: "Replies say that they hold more bytes of a FRU than they do.",
    reply: onReply(readFruData, (reply) =>
      edited(reply, (data) => {
        data.writeUInt8(0xff, 0);
        return data;
      }),
    ),
  },
  {
    name: "fru-absent-by-any-code",
    seenOn: "several",
    summary: "That there is no such FRU is said with a code that means something else.",
    reply: refusing(getFruInventoryAreaInfo, 0xff, ({ data }) => data.readUInt8(0) !== 0),
  },
  {
    name: "fru-blank",
    seenOn: "boards out of repair",
    summary: "FRU data were never programmed.",
    reply: onReply(readFruData, (reply) =>
      success(
        Buffer.concat([Buffer.from(reply.data.subarray(0, 1)), Buffer.alloc(reply.data.length - 1, 0xff)]),
      ),
    ),
  },
  {
    name: "dcmi-power-empty",
    seenOn: "Supermicro, Inventec",
    summary: "DCMI says that power can be read, and the reading has no bytes.",
    reply: onReply(getPowerReading, () => success()),
  },
  {
    name: "dcmi-refused-without-group",
    seenOn: "Supermicro",
    summary: "Group extension commands are refused without the group's byte.",
    reply: refusing(getDcmiCapabilitiesInfo, 0xc1),
  },
  {
    name: "session-info-three-bytes",
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
    seenOn: "MSI, Supermicro X8DTL and X9DRFR, Intel Windmill",
    summary: "System information is refused whatever the privilege.",
    reply: refusing(getSystemInfoParameters, 0xd4),
  },
  {
    name: "watchdog-reply-empty",
    seenOn: "Sun X4100, Supermicro",
    summary: "Get Watchdog Timer succeeds and says nothing.",
    reply: onReply(getWatchdogTimer, () => success()),
  },
];
