import { getFruInventoryAreaInfo } from "../../../ipmi/commands/storage/get-fru-inventory-area-info";
import { readFruData } from "../../../ipmi/commands/storage/read-fru-data";
import type { Personality } from "../../personality";
import { success } from "../../protocol/reply";
import { edited, onReply, refusing } from "../replies";

/** Misbehaviour of FRU data (quirks M12, M13). */

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

export const fruPersonalities: readonly Personality[] = [
  {
    name: "fru-header-checksum-wrong",
    quirks: ["M12"],
    seenOn: "Dell R610 and R710, Intel Tiger",
    summary: "The checksum of the FRU header does not fit it.",
    reply: changedFruByte(7, (checksum) => checksum ^ 0x55),
  },
  {
    name: "fru-parts-of-sixteen-bytes",
    quirks: ["M13"],
    seenOn: "several",
    summary: "More than sixteen bytes of a FRU at once are refused.",
    reply: refusing(readFruData, 0xca, ({ data }) => data.readUInt8(3) > 16),
  },
  {
    name: "fru-large-reads-unanswered",
    quirks: ["M13"],
    seenOn: "several",
    summary: "More than eight bytes of a FRU at once are not answered at all.",
    reply: onReply(readFruData, (reply, { data }) => (data.readUInt8(3) > 8 ? null : reply)),
  },
  {
    name: "fru-counts-lie",
    quirks: ["M12"],
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
    quirks: ["M12"],
    seenOn: "several",
    summary: "That there is no such FRU is said with a code that means something else.",
    reply: refusing(getFruInventoryAreaInfo, 0xff, ({ data }) => data.readUInt8(0) !== 0),
  },
  {
    name: "fru-blank",
    quirks: ["M12"],
    seenOn: "boards out of repair",
    summary: "FRU data were never programmed.",
    reply: onReply(readFruData, (reply) =>
      success(
        Buffer.concat([Buffer.from(reply.data.subarray(0, 1)), Buffer.alloc(reply.data.length - 1, 0xff)]),
      ),
    ),
  },
];
