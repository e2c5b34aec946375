import { clearSel } from "../../../ipmi/commands/storage/clear-sel";
import { getSelEntry } from "../../../ipmi/commands/storage/get-sel-entry";
import { getSelInfo } from "../../../ipmi/commands/storage/get-sel-info";
import { reserveSel } from "../../../ipmi/commands/storage/reserve-sel";
import type { MachineReply, MachineRequest } from "../../machine";
import type { Personality } from "../../personality";
import { refuse, success } from "../../protocol/reply";
import { edited, onReply, refusing } from "../replies";

/** Misbehaviour of the event log (quirks V1–V10). */

/** Offsets in a reply to Get SEL Entry: the next record's id, then the sixteen bytes (IPMI 2.0 §31.5, table 32-1). */
const NEXT_ID = 0;
const RECORD_ID = 2;
const RECORD_TYPE = 4;
const TIMESTAMP = 5;
const GENERATOR = 9;
const SENSOR_NUMBER = 13;

const SYSTEM_EVENT = 0x02;
const END = 0xffff;
const ERASE = 0xaa;
const ERASING = 0x00;
const ERASED = 0x01;

function isClearSel({ netFn, command }: MachineRequest): boolean {
  return netFn === clearSel.netFn && command === clearSel.command;
}

/** Changes the records of system events as they are read. */
function changedEvents(change: (data: Buffer) => void) {
  return onReply(getSelEntry, (reply) =>
    edited(reply, (data) => {
      if (data.readUInt8(RECORD_TYPE) === SYSTEM_EVENT) change(data);
      return data;
    }),
  );
}

export const eventPersonalities: readonly Personality[] = [
  {
    name: "next-event-zero-at-times",
    seenOn: "some hardware, as ipmitool knows",
    summary: "Every second time an entry says that entry 0 is next.",
    begin: () => {
      let reads = 0;
      return {
        reply: onReply(getSelEntry, (reply) =>
          edited(reply, (data) => {
            reads++;
            if (reads % 2 === 1 && data.readUInt16LE(NEXT_ID) !== END) data.writeUInt16LE(0, NEXT_ID);
            return data;
          }),
        ),
      };
    },
  },
  {
    name: "event-under-two-ids",
    seenOn: "Supermicro H8QME",
    summary: "The second entry repeats the first, its id included.",
    begin: () => {
      let first: MachineReply | null = null;
      return {
        reply: onReply(getSelEntry, (reply, { data }) => {
          const asked = data.readUInt16LE(2);
          first ??= reply;
          const before = Buffer.from(first.data);
          const follows = before.readUInt16LE(NEXT_ID) === asked && asked !== END;
          return follows
            ? edited(reply, (now) => Buffer.concat([now.subarray(0, 2), before.subarray(2)]))
            : reply;
        }),
      };
    },
  },
  {
    name: "reserve-sel-for-operators",
    seenOn: "Supermicro",
    summary: "Reserve SEL is refused to users who may read the log.",
    reply: refusing(reserveSel, 0xd4, ({ session }) => (session?.privilege ?? 0) < 3),
  },
  {
    name: "events-of-reserved-type",
    seenOn: "AMI, HP DL380 G5, Intel",
    summary: "System events are recorded under the reserved type 04h.",
    reply: changedEvents((data) => data.writeUInt8(0x04, RECORD_TYPE)),
  },
  {
    name: "event-sensor-unknown",
    seenOn: "Supermicro, Inventec, Sun",
    summary: "Events name a generator and a sensor of which there is no record.",
    reply: changedEvents((data) => {
      data.writeUInt8(0x6e, GENERATOR);
      data.writeUInt8(0xee, SENSOR_NUMBER);
    }),
  },
  {
    name: "event-clock-never-set",
    seenOn: "general",
    summary: "Time stamps count from the start of the BMC.",
    reply: changedEvents((data) => data.writeUInt32LE(60 * data.readUInt16LE(RECORD_ID), TIMESTAMP)),
  },
  {
    name: "event-time-unspecified",
    seenOn: "general",
    summary: "Time stamps are FFFFFFFFh.",
    reply: changedEvents((data) => data.writeUInt32LE(0xffffffff, TIMESTAMP)),
  },
  {
    name: "sel-delete-a-lie",
    seenOn: "Intel ATCA CMM",
    summary: "The log says that single entries can be deleted, and refuses it.",
    begin: () => {
      const advertised = onReply(getSelInfo, (reply) =>
        edited(reply, (data) => {
          data.writeUInt8(data.readUInt8(13) | 0x08, 13);
          return data;
        }),
      );
      const absent = refusing({ netFn: getSelInfo.netFn, command: DELETE_SEL_ENTRY }, 0xc1);
      return { reply: (request, reply) => absent(request, advertised(request, reply)) };
    },
  },
  {
    name: "sel-entries-unknown",
    seenOn: "HP DL585",
    summary: "The log tells how many entries it has, and not one of them.",
    reply: refusing(getSelEntry, 0xc1),
  },
  {
    name: "sel-erases-slowly",
    seenOn: "general",
    summary: "Clearing goes on after it was answered: the third question finds it done.",
    begin: () => {
      let questions = 0;
      return {
        reply: (request, reply) => {
          if (!isClearSel(request)) return reply;
          if (request.data.readUInt8(5) === ERASE) questions = 0;
          else questions++;
          return success([questions < 3 ? ERASING : ERASED]);
        },
      };
    },
  },
  {
    name: "sel-reservation-lost-to-clearing",
    seenOn: "boards that record the clearing",
    summary:
      "The event that says the log was cleared cancels the reservation the clearing is asked about with.",
    reply: (request, reply) => {
      if (!isClearSel(request)) return reply;
      return request.data.readUInt8(5) === ERASE ? success([ERASING]) : refuse(0xc5);
    },
  },
];

const DELETE_SEL_ENTRY = 0x46;
